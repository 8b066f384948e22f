; CCHC for one Windows user: no administrator's rights, no network. Built by installer.py, which gives
; VERSION, TREE (what to install), SIZE (KB) and OUT. Silent: /S, another folder: /D=C:\…; exit codes 0, 1 (cancelled), 2.
Unicode true
Target amd64-unicode            ; Debian's nsis has this stub; it also runs where Wine has no 32-bit part
!ifndef FAST
  SetCompressor /SOLID lzma
  SetCompressorDictSize 64
!endif
RequestExecutionLevel user
ManifestDPIAware true
ManifestSupportedOS Win10
ManifestLongPathAware true

!include MUI2.nsh
!include LogicLib.nsh

!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\cchc"
!define VERB "Software\Classes\SystemFileAssociations\.docx\shell\cchc.the_thuc"

Name "CCHC ${VERSION}"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\cchc"
InstallDirRegKey HKCU "${KEY}" "InstallLocation"
BrandingText "CCHC ${VERSION}"
ShowInstDetails nevershow
ShowUninstDetails nevershow

; Signed in the same run where a certificate is at hand (osslsigncode, a token or the province's HSM):
!ifdef SIGN
  !finalize '${SIGN} "%1"'
  !uninstfinalize '${SIGN} "%1"'
!endif

VIProductVersion "${VERSION}.0"
VIAddVersionKey /LANG=1066 ProductName "CCHC"
VIAddVersionKey /LANG=1066 FileDescription "Bộ cài đặt CCHC"
VIAddVersionKey /LANG=1066 CompanyName "CCHC"
VIAddVersionKey /LANG=1066 LegalCopyright "MIT"
VIAddVersionKey /LANG=1066 FileVersion "${VERSION}"
VIAddVersionKey /LANG=1066 ProductVersion "${VERSION}"

!define MUI_WELCOMEPAGE_TITLE "Cài đặt CCHC ${VERSION}"
!define MUI_WELCOMEPAGE_TEXT "Chương trình tổng hợp báo cáo cải cách hành chính.$\r$\n$\r$\nCài cho riêng anh/chị, không cần quyền quản trị, không cần mạng. Các báo cáo đã lập không bị động đến.$\r$\n$\r$\nNếu CCHC đang chạy, hãy đóng lại trước khi bấm Cài đặt."
!define MUI_FINISHPAGE_TITLE "Đã cài xong"
!define MUI_FINISHPAGE_TEXT "Mở CCHC từ nút Start, mục CCHC. Trong cửa sổ lệnh mới, gõ: cchc"
!define MUI_FINISHPAGE_SHOWREADME "$INSTDIR\huong_dan\huong_dan.html"
!define MUI_FINISHPAGE_SHOWREADME_TEXT "Mở hướng dẫn"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "Vietnamese"

!define BUSY "CCHC đang chạy, hoặc một tệp của CCHC đang được mở. Bấm Đóng CCHC ở trang Các kỳ báo cáo, đóng cửa sổ lệnh và hướng dẫn, rồi bấm Thử lại."
!define TAKEN "Trong $INSTDIR đã có thư mục hoặc tệp cùng tên với phần của CCHC mà không phải do bộ cài này đặt. Chưa động đến gì. Chọn thư mục khác."

; The local page is running (start_page.py holds this name for as long as it lives).
!macro NOT_RUNNING
  ${Do}
    System::Call 'kernel32::OpenMutexW(i 0x100000, i 0, w "Local\cchc.mo") p .r0'
    ${If} $0 P= 0
      ${Break}
    ${EndIf}
    System::Call 'kernel32::CloseHandle(p r0)'
    ${If} ${Cmd} `MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "${BUSY}" /SD IDCANCEL IDCANCEL`
      SetErrorLevel 2
      Quit
    ${EndIf}
  ${Loop}
!macroend

; With /D= the folder may be anybody's. What lies there under a name of ours is ours in our own place, or beside our
; uninstaller (which is therefore written before everything else); else nothing is touched.
!macro FREE NAME
  ${If} ${FileExists} "$INSTDIR\${NAME}"
    MessageBox MB_OK|MB_ICONSTOP "${TAKEN}" /SD IDOK
    SetErrorLevel 2
    Quit
  ${EndIf}
!macroend
!macro NOT_OF_OTHERS
  ${If} $INSTDIR != "$LOCALAPPDATA\Programs\cchc"
  ${AndIfNot} ${FileExists} "$INSTDIR\go_cai_dat.exe"
    !insertmacro FREE python
    !insertmacro FREE python.cu
    !insertmacro FREE app
    !insertmacro FREE app.cu
    !insertmacro FREE bin
    !insertmacro FREE huong_dan
    !insertmacro FREE giay_phep
  ${EndIf}
!macroend

; Moves FOLDER aside: as a whole or not at all, and not while one of its files is in use.
!macro ASIDE FOLDER
  ${If} ${FileExists} "$INSTDIR\${FOLDER}\*.*"
    RMDir /r "$INSTDIR\${FOLDER}.cu"
    ${Do}
      ClearErrors
      Rename "$INSTDIR\${FOLDER}" "$INSTDIR\${FOLDER}.cu"
      ${IfNot} ${Errors}
        ${Break}
      ${EndIf}
      ${If} ${Cmd} `MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "${BUSY}" /SD IDCANCEL IDCANCEL`
        SetErrorLevel 2
        !insertmacro BACK python
        !insertmacro BACK app
        Quit
      ${EndIf}
    ${Loop}
  ${EndIf}
!macroend
!macro BACK FOLDER
  ${If} ${FileExists} "$INSTDIR\${FOLDER}.cu\*.*"
    RMDir /r "$INSTDIR\${FOLDER}"
    Rename "$INSTDIR\${FOLDER}.cu" "$INSTDIR\${FOLDER}"
  ${EndIf}
!macroend

Function .onInit
  ; A 32-bit Windows does not start this file. (Wine 8 says it is Windows 7 until `winecfg /v win10`.)
  ReadRegDWORD $0 HKLM "Software\Microsoft\Windows NT\CurrentVersion" "CurrentMajorVersionNumber"
  ${If} $0 < 10
    MessageBox MB_OK|MB_ICONSTOP "CCHC cần Windows 10 hoặc 11, bản 64 bit." /SD IDOK
    SetErrorLevel 2
    Quit
  ${EndIf}
FunctionEnd

Section
  !insertmacro NOT_OF_OTHERS
  !insertmacro NOT_RUNNING
  !insertmacro ASIDE python
  !insertmacro ASIDE app
  ClearErrors
  SetOutPath "$INSTDIR"
  WriteUninstaller "$INSTDIR\go_cai_dat.exe"
  File /r "${TREE}/*"
  ${If} ${Errors}
    !insertmacro BACK python
    !insertmacro BACK app
    MessageBox MB_OK|MB_ICONSTOP "Không chép được tệp vào $INSTDIR (ổ đĩa đầy, hoặc phần mềm diệt vi-rút đã chặn). Bản cũ được giữ nguyên." /SD IDOK
    SetErrorLevel 2
    Quit
  ${EndIf}
  RMDir /r "$INSTDIR\python.cu"
  RMDir /r "$INSTDIR\app.cu"

  nsExec::Exec '"$INSTDIR\python\python.exe" -m cchc_on_path add "$INSTDIR\bin"'
  Pop $0

  CreateDirectory "$SMPROGRAMS\CCHC"
  SetOutPath "$DOCUMENTS"       ; where the shortcuts start
  CreateShortcut "$SMPROGRAMS\CCHC\CCHC.lnk" "$INSTDIR\python\pythonw.exe" "-X utf8 -m cchc_start_page" "$INSTDIR\python\python.exe" 0
  CreateShortcut "$SMPROGRAMS\CCHC\Cửa sổ lệnh CCHC.lnk" "$INSTDIR\bin\cua_so_lenh.cmd" "" "$SYSDIR\cmd.exe" 0
  CreateShortcut "$SMPROGRAMS\CCHC\Hướng dẫn.lnk" "$INSTDIR\huong_dan\huong_dan.html"

  ; Right button on a Word file (Windows 11: under "Show more options")
  WriteRegStr HKCU "${VERB}" "MUIVerb" "Kiểm tra thể thức (CCHC)"
  WriteRegStr HKCU "${VERB}" "Icon" "$INSTDIR\python\python.exe,0"
  WriteRegStr HKCU "${VERB}\command" "" '"$INSTDIR\python\pythonw.exe" -X utf8 -m cchc_start_page --the-thuc "%1"'

  WriteRegStr HKCU "${KEY}" "DisplayName" "CCHC - tổng hợp báo cáo cải cách hành chính"
  WriteRegStr HKCU "${KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${KEY}" "DisplayIcon" "$INSTDIR\python\python.exe,0"
  WriteRegStr HKCU "${KEY}" "Publisher" "CCHC"
  WriteRegStr HKCU "${KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${KEY}" "UninstallString" '"$INSTDIR\go_cai_dat.exe"'
  WriteRegStr HKCU "${KEY}" "QuietUninstallString" '"$INSTDIR\go_cai_dat.exe" /S'
  WriteRegDWORD HKCU "${KEY}" "EstimatedSize" ${SIZE}
  WriteRegDWORD HKCU "${KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${KEY}" "NoRepair" 1
SectionEnd

Section Uninstall
  !insertmacro NOT_RUNNING
  nsExec::Exec '"$INSTDIR\python\python.exe" -m cchc_on_path remove "$INSTDIR\bin"'
  Pop $0
  !insertmacro ASIDE python
  !insertmacro ASIDE app
  ; Only what was installed: with /D= the folder may hold somebody's own files.
  RMDir /r "$INSTDIR\python.cu"
  RMDir /r "$INSTDIR\app.cu"
  RMDir /r "$INSTDIR\bin"
  RMDir /r "$INSTDIR\huong_dan"
  RMDir /r "$INSTDIR\giay_phep"
  Delete "$INSTDIR\go_cai_dat.exe"
  RMDir "$INSTDIR"
  RMDir /r "$LOCALAPPDATA\cchc"   ; cache and logs; reports lie elsewhere
  RMDir /r "$SMPROGRAMS\CCHC"
  DeleteRegKey HKCU "${VERB}"
  DeleteRegKey HKCU "${KEY}"
SectionEnd
