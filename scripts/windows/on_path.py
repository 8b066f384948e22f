"""Run by the installer with the installed Python: this user's PATH (NSIS would cut it at 1,024 characters).

python -m cchc_on_path add FOLDER | remove FOLDER
"""

from __future__ import annotations

import ctypes
import sys
import winreg

_BROADCAST, _SETTING_CHANGED, _ABORT_IF_HUNG = 0xFFFF, 0x1A, 2


def main(what: str, folder: str) -> int:
    with winreg.CreateKeyEx(winreg.HKEY_CURRENT_USER, "Environment", 0, winreg.KEY_READ | winreg.KEY_WRITE) as key:
        try:
            path, kind = winreg.QueryValueEx(key, "Path")
        except FileNotFoundError:
            path, kind = "", winreg.REG_EXPAND_SZ
        if kind not in (winreg.REG_SZ, winreg.REG_EXPAND_SZ):
            return 1  # somebody's oddity: not ours to repair
        others = [part for part in path.split(";") if part.rstrip("\\").casefold() != folder.rstrip("\\").casefold()]
        wanted = [part for part in (*others, folder) if part] if what == "add" else others
        if ";".join(wanted) == path:
            return 0
        if wanted:
            winreg.SetValueEx(key, "Path", 0, kind, ";".join(wanted))
        else:
            winreg.DeleteValue(key, "Path")
    # Explorer hears of it, so that new windows know.
    ctypes.windll.user32.SendMessageTimeoutW(_BROADCAST, _SETTING_CHANGED, 0, "Environment", _ABORT_IF_HUNG, 3000, None)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
