package org.meitheal.protocol.metric;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** As much of PromQL as it takes to tell the names of metrics and labels. */
record Expression(String text) {
  private static final Pattern STRING = Pattern.compile("\"(\\\\.|[^\"\\\\])*\"");
  private static final Pattern SELECTOR = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)\\{([^}]*)}");
  private static final Pattern GROUPING =
      Pattern.compile("\\b(by|without|on|ignoring|group_left|group_right)\\s*\\(([^)]*)\\)");
  private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*(?!\\w)(?!\\s*\\()");
  private static final Set<String> WORDS = Set.of("and", "or", "unless", "offset", "bool");

  record Selected(String metric, List<String> labels) {}

  Set<String> metrics() {
    String rest = STRING.matcher(text).replaceAll("\"\"");
    rest = rest.replaceAll("\\{[^}]*}", " ").replaceAll("\\[[^]]*]", " ");
    rest = GROUPING.matcher(rest).replaceAll(" ");
    Set<String> names = new LinkedHashSet<>();
    Matcher matcher = NAME.matcher(rest.replaceAll("\\b[0-9][0-9a-z.]*", " "));
    while (matcher.find()) {
      if (!WORDS.contains(matcher.group())) {
        names.add(matcher.group());
      }
    }
    return names;
  }

  /** Metrics with the labels that they are selected by. */
  List<Selected> selected() {
    String bare = STRING.matcher(text).replaceAll("\"\"");
    return SELECTOR
        .matcher(bare)
        .results()
        .map(found -> new Selected(found.group(1), labels(found.group(2))))
        .toList();
  }

  /** Labels that the whole is grouped by. */
  Set<String> groupings() {
    Set<String> labels = new LinkedHashSet<>();
    GROUPING
        .matcher(text)
        .results()
        .map((MatchResult found) -> found.group(2).split(","))
        .forEach(all ->
            Arrays.stream(all).map(String::strip).filter(l -> !l.isEmpty()).forEach(labels::add));
    return labels;
  }

  boolean isBalanced() {
    String bare = STRING.matcher(text).replaceAll("");
    return count(bare, '(') == count(bare, ')')
        && count(bare, '{') == count(bare, '}')
        && count(bare, '[') == count(bare, ']')
        && !bare.contains("\"");
  }

  private static long count(String text, char wanted) {
    return text.chars().filter(c -> c == wanted).count();
  }

  private static List<String> labels(String matchers) {
    return Arrays.stream(matchers.split(","))
        .map(String::strip)
        .filter(matcher -> !matcher.isEmpty())
        .map(matcher -> matcher.split("[=!]", 2)[0].strip())
        .toList();
  }
}
