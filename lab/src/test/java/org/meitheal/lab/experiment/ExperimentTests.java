package org.meitheal.lab.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.meitheal.core.policy.Policies;
import org.meitheal.lab.simulation.Setting;
import org.meitheal.lab.simulation.SimulationOutcome;
import org.meitheal.lab.simulation.Trace;
import org.meitheal.protocol.json.ProtocolJson;
import tools.jackson.databind.JsonNode;

class ExperimentTests {
  @Test
  void aScenarioIsReportedAsJsonWithTheNamesOfTheField() {
    SimulationReport report =
        new Scenario(Trace.Rule.UNIFORM, Policies.MEITHEAL, Setting.CALIBRATED, false, 1).run();

    JsonNode json = ProtocolJson.MAPPER.valueToTree(report);
    assertThat(json.path("frames").asInt()).isEqualTo(4320);
    assertThat(json.path("frames_complete").asInt()).isBetween(3716, 4320);
    assertThat(json.path("hp_complete").asInt()).isEqualTo(json.path("hp").asInt());
    assertThat(json.path("lp").path("generated").asInt()).isEqualTo(8640);
    assertThat(json.has("decisions")).isFalse();
    assertThat(report.text()).contains("4320 complete", "high priority", "6.73 simulated hours");
  }

  @Test
  void refusesAPolicyThatThereIsNot() {
    assertThatThrownBy(() -> new Scenario(Trace.Rule.W1, "magic", Setting.LIVE, false, 1))
        .hasMessageContaining("there is no policy 'magic'; there are meitheal");
  }

  @Test
  void theIntervalOfStudent() {
    Interval interval = Interval.of(List.of(1.0, 2.0, 3.0, 4.0, 5.0));

    assertThat(interval.mean()).isEqualTo(3);
    assertThat(interval.halfWidth()).isCloseTo(1.963, within(0.001));
    assertThat(interval.text()).isEqualTo("3.0 ± 2.0");
    assertThat(Interval.of(List.of(7.0)).text()).isEqualTo("7.0");
  }

  @Test
  void everyPolicyIsRunOnEveryTraceWithEverySeed() {
    List<Scenario> scenarios = Experiment.scenarios(5);

    assertThat(scenarios).doesNotHaveDuplicates();
    assertThat(scenarios).hasSize((Policies.names().size() + 1) * 5 * 2 * 5);
  }

  @Test
  void thePageSaysWhatWasFoundAndWhatIsAssumed() {
    List<SimulationReport> reports = new ArrayList<>();
    for (Scenario scenario : Experiment.scenarios(2)) {
      reports.add(madeUp(scenario));
    }

    String page = ExperimentPage.render(reports);

    assertThat(page).contains("<!doctype html>", "2 seeds", "meitheal, blind", "2 163 (50.1 %)");
    assertThat(page.split("<svg", -1)).hasSize(3);
    assertThat(page.split("<td>60.0 ± 0.0</td>", -1).length - 1).isZero();
    assertThat(page).contains("<td>50.5 ± 6.4</td>").doesNotContain("%d", "%s", "NaN");
  }

  private static SimulationReport madeUp(Scenario scenario) {
    int complete = scenario.seed() == 1 ? 50 : 51;
    SimulationOutcome.Jobs jobs =
        new SimulationOutcome.Jobs(100, 100, 200, 190, 90, 180, Map.of(), 1, 2, 1, 3, 0);
    SimulationOutcome outcome =
        new SimulationOutcome(
            100, complete, jobs, new SimulationOutcome.LinkUse(1000, 0.01), 0.7, 1e6);
    SimulationReport report = SimulationReport.of(scenario, outcome);
    assertThat(report.trace()).isEqualTo(scenario.trace().name().toLowerCase(Locale.ROOT));
    return report;
  }
}
