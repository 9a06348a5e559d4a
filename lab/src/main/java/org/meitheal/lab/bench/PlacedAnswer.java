package org.meitheal.lab.bench;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.meitheal.lab.client.Http;
import org.meitheal.protocol.json.ProtocolJson;
import org.meitheal.protocol.scheduler.CandidateView;
import tools.jackson.databind.JsonNode;

/**
 * An answer with how it came about.
 *
 * @param tookMs as the client saw it
 * @param predictedMs by the decision
 * @param p90Ms of the prediction
 * @param actualMs as the device that was asked saw it
 */
record PlacedAnswer(
    FloatBuffer values,
    double tookMs,
    double predictedMs,
    double p90Ms,
    double actualMs,
    double idealSpeedup,
    String devices,
    int parts) {
  private static final String HEADER_LENGTH = "Inference-Header-Content-Length";

  /**
   * @param chosen by the decision that it was done by, or would have been
   */
  static PlacedAnswer of(Http.Answer answer, double tookMs, CandidateView chosen) {
    JsonNode receipt = receipt(answer);
    return new PlacedAnswer(
        values(answer),
        tookMs,
        orZero(chosen.predictedMs()),
        orZero(chosen.quantileMs()),
        receipt.path("actual_ms").asDouble(),
        chosen.split() == null ? 1 : chosen.split().idealSpeedup(),
        receipt.path("devices").asString(""),
        receipt.path("parts").asInt());
  }

  static JsonNode receipt(Http.Answer answer) {
    String json = new String(answer.body(), 0, headerLength(answer), StandardCharsets.UTF_8);
    return ProtocolJson.MAPPER.readTree(json).path("parameters");
  }

  /** The only output's values: a binary FP32 tensor. */
  static FloatBuffer values(Http.Answer answer) {
    int header = headerLength(answer);
    return ByteBuffer.wrap(answer.body(), header, answer.body().length - header)
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer();
  }

  private static int headerLength(Http.Answer answer) {
    String length = answer.headers().get(HEADER_LENGTH);
    if (length == null) {
      throw new IllegalStateException("the answer is not binary: " + answer.text());
    }
    return Integer.parseInt(length);
  }

  private static double orZero(@Nullable Double value) {
    return value == null ? 0 : value;
  }
}
