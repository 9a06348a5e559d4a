package org.meitheal.protocol.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.meitheal.protocol.json.ProtocolJson;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;

/**
 * What is handed to operators parses and names only what exists. That the services expose what
 * {@link Metric} lists, and the borrowed names, is for their own tests.
 */
class DeployTests {
  private static final Path DEPLOY = Path.of("../deploy");

  /** Of Prometheus itself and of the JVM's meters; each service's test sees the latter. */
  private static final Map<String, Set<String>> BORROWED =
      Map.of(
          "up", Set.of(),
          "jvm_memory_used_bytes", Set.of("area", "id"),
          "process_cpu_usage", Set.of());

  /** What Prometheus adds, and what a histogram has. */
  private static final Set<String> EVERYWHERE = Set.of("job", "instance", "device", "le");

  private final Map<String, Set<String>> known = known();

  @Test
  void rulesNameOnlyMetricsThatExist() throws IOException {
    List<Map<String, String>> rules = rules();
    Map<String, Set<String>> all = withRecorded(rules);

    assertThat(rules).hasSizeGreaterThan(10);
    assertThat(rules).allSatisfy(rule -> assertNamesOnly(new Expression(rule.get("expr")), all));
  }

  @Test
  void everyAlertSaysHowBadItIsAndWhatHappened() throws IOException {
    for (Map<?, ?> rule : rawRules()) {
      if (rule.containsKey("alert")) {
        assertThat(((Map<?, ?>) rule.get("labels")).get("severity")).isIn("page", "ticket");
        assertThat((String) ((Map<?, ?>) rule.get("annotations")).get("summary")).isNotBlank();
      } else {
        assertThat((String) rule.get("record")).matches("meitheal:[a-z_]+:[a-z0-9_]+");
      }
    }
  }

  @Test
  void theDashboardNamesOnlyMetricsThatExist() throws IOException {
    Map<String, Set<String>> all = withRecorded(rules());
    JsonNode dashboard =
        ProtocolJson.MAPPER.readTree(Files.readString(DEPLOY.resolve("grafana/meitheal.json")));

    List<String> expressions = dashboard.findValuesAsString("expr");
    assertThat(expressions).hasSizeGreaterThan(20);
    assertThat(expressions)
        .allSatisfy(expression -> assertNamesOnly(new Expression(expression), all));
    assertThat(dashboard.findValuesAsString("definition"))
        .allSatisfy(
            query -> assertThat(all).containsKey(query.replaceAll(".*\\(([a-z_]+),.*", "$1")));
  }

  @Test
  void everyServicesMetricsAreScraped() throws IOException {
    Map<?, ?> prometheus = yaml("prometheus/prometheus.yml");
    Set<?> jobs =
        ((List<?>) prometheus.get("scrape_configs"))
            .stream().map(job -> ((Map<?, ?>) job).get("job_name")).collect(Collectors.toSet());

    assertThat(jobs)
        .isEqualTo(
            Arrays.stream(Metric.values())
                .map(metric -> "meitheal-" + metric.service())
                .collect(Collectors.toSet()));
    assertThat((List<?>) prometheus.get("rule_files")).isEqualTo(List.of("rules.yml"));
  }

  @Test
  void theDocumentationTellsOfEachMetric() throws IOException {
    String document = Files.readString(Path.of("../docs/observability.md"));

    assertThat(Metric.values())
        .allSatisfy(metric -> assertThat(document).contains(metric.family()));
  }

  @Test
  void findsANameThatDoesNotExist() {
    Expression wrong = new Expression("sum by (le) (rate(no_such_total{a=\"(\"}[5m])) > 0.5");

    assertThat(wrong.metrics()).containsExactly("no_such_total");
    assertThat(wrong.selected())
        .containsExactly(new Expression.Selected("no_such_total", List.of("a")));
    assertThat(wrong.isBalanced()).isTrue();
  }

  private static void assertNamesOnly(Expression expression, Map<String, Set<String>> known) {
    assertThat(expression.isBalanced()).as(expression.text()).isTrue();
    assertThat(expression.metrics()).as(expression.text()).isNotEmpty().isSubsetOf(known.keySet());
    for (Expression.Selected selected : expression.selected()) {
      assertThat(known.get(selected.metric()))
          .as("labels of %s in %s", selected.metric(), expression.text())
          .containsAll(selected.labels());
    }
    Set<String> labels = new HashSet<>();
    expression.metrics().forEach(metric -> labels.addAll(known.get(metric)));
    assertThat(labels).as(expression.text()).containsAll(expression.groupings());
  }

  private static Map<String, Set<String>> known() {
    Map<String, Set<String>> known = new HashMap<>();
    BORROWED.forEach((name, labels) -> known.put(name, withCommon(labels)));
    for (Metric metric : Metric.values()) {
      metric.series().forEach(name -> known.put(name, withCommon(metric.labels())));
    }
    return known;
  }

  /** A recorded series has at most the labels that it is grouped by. */
  private Map<String, Set<String>> withRecorded(List<Map<String, String>> rules) {
    Map<String, Set<String>> all = new HashMap<>(known);
    for (Map<String, String> rule : rules) {
      String name = rule.get("record");
      if (name != null) {
        all.put(name, new Expression(rule.get("expr")).groupings());
      }
    }
    return all;
  }

  private static Set<String> withCommon(Iterable<String> labels) {
    Set<String> all = new HashSet<>(EVERYWHERE);
    labels.forEach(all::add);
    return all;
  }

  private static List<Map<String, String>> rules() throws IOException {
    List<Map<String, String>> rules = new ArrayList<>();
    for (Map<?, ?> rule : rawRules()) {
      Map<String, String> texts = new HashMap<>();
      rule.forEach((key, value) -> texts.put(String.valueOf(key), String.valueOf(value)));
      rules.add(texts);
    }
    return rules;
  }

  private static List<Map<?, ?>> rawRules() throws IOException {
    List<Map<?, ?>> rules = new ArrayList<>();
    for (Object group : (List<?>) yaml("prometheus/rules.yml").get("groups")) {
      ((List<?>) ((Map<?, ?>) group).get("rules")).forEach(rule -> rules.add((Map<?, ?>) rule));
    }
    return rules;
  }

  private static Map<?, ?> yaml(String file) throws IOException {
    return new Yaml().load(Files.readString(DEPLOY.resolve(file)));
  }
}
