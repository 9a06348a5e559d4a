package org.meitheal.protocol.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meitheal.protocol.execution.Timings;
import org.meitheal.protocol.json.ProtocolJson;
import org.meitheal.protocol.scheduler.ExecutionOutcome.State;
import tools.jackson.core.JacksonException;

class ExecutionOutcomeTests {
  @Test
  void travelsAsJson() {
    ExecutionOutcome outcome = ExecutionOutcome.completed(12.5, new Timings(1, 2, 3, 4), List.of());

    String json = ProtocolJson.MAPPER.writeValueAsString(outcome);

    assertThat(json).contains("\"state\":\"completed\"", "\"actual_ms\":12.5");
    assertThat(ProtocolJson.MAPPER.readValue(json, ExecutionOutcome.class)).isEqualTo(outcome);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"state\":\"completed\"}",
        "{\"state\":\"running\",\"actual_ms\":1}",
        "{\"state\":\"completed\",\"actual_ms\":-1}",
        "{\"state\":\"completed\",\"actual_ms\":1e300}",
        "{\"state\":\"completed\",\"actual_ms\":1,\"timings\":{\"queue_ms\":-1,\"input_ms\":0,"
            + "\"compute_ms\":0,\"output_ms\":0}}"
      })
  void refusesWhatIsNoOutcome(String json) {
    assertThatThrownBy(() -> ProtocolJson.MAPPER.readValue(json, ExecutionOutcome.class))
        .isInstanceOf(JacksonException.class);
  }

  @Test
  void longErrorsAreCut() {
    ExecutionOutcome outcome = ExecutionOutcome.without(State.FAILED, 1, "x".repeat(10_000));

    assertThat(outcome.error()).hasSize(ExecutionOutcome.LONGEST_ERROR);
  }
}
