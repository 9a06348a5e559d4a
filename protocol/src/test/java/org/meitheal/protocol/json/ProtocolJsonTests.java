package org.meitheal.protocol.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meitheal.core.fleet.Tier;
import org.meitheal.protocol.registry.Enrolment;
import org.meitheal.protocol.registry.EnrolmentKeyRequest;
import org.meitheal.protocol.registry.Heartbeat;
import tools.jackson.core.JacksonException;

class ProtocolJsonTests {
  private static final String ENROLMENT =
      """
      {"enrolment_key":"k","public_key":"p","name":"cam-1","tier":"DEVICE","zone":"z","url":"http://x","lanes":1,"other":2}
      """;

  @Test
  void readsSnakeCaseIgnoringWhatItDoesNotKnow() {
    Enrolment enrolment = ProtocolJson.MAPPER.readValue(ENROLMENT, Enrolment.class);

    assertThat(enrolment.enrolmentKey()).isEqualTo("k");
    assertThat(enrolment.tier()).isEqualTo(Tier.DEVICE);
    assertThat(enrolment.cell()).isNull();
  }

  @Test
  void leavesOutWhatIsNull() {
    assertThat(ProtocolJson.MAPPER.writeValueAsString(new EnrolmentKeyRequest(null)))
        .isEqualTo("{}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"name\":\"cam-1\",", "\"lanes\":1,", "\"tier\":\"DEVICE\","})
  void refusesAMissingComponent(String member) {
    String without = ENROLMENT.replace(member, "");

    assertThat(without).isNotEqualTo(ENROLMENT);
    assertThatExceptionOfType(JacksonException.class)
        .isThrownBy(() -> ProtocolJson.MAPPER.readValue(without, Enrolment.class));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"epoch\":1,\"lanes\":null,\"models\":[],\"samples\":{\"from\":\"a\",\"round_trips\":[],\"transfers\":[]}}",
        "{\"epoch\":1,\"lanes\":[null],\"models\":[],\"samples\":{\"from\":\"a\",\"round_trips\":[],\"transfers\":[]}}",
        "{\"epoch\":1,\"lanes\":[],\"models\":[],\"samples\":null}",
        "{\"epoch\":null,\"lanes\":[],\"models\":[],\"samples\":{\"from\":\"a\",\"round_trips\":[],\"transfers\":[]}}"
      })
  void refusesNullWhereTheRecordDoesNot(String json) {
    assertThatExceptionOfType(JacksonException.class)
        .isThrownBy(() -> ProtocolJson.MAPPER.readValue(json, Heartbeat.class));
  }
}
