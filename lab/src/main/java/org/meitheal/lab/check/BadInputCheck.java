package org.meitheal.lab.check;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.meitheal.lab.client.GatewayClient;
import org.meitheal.lab.client.Http;
import org.meitheal.lab.client.TensorRequest;
import org.meitheal.lab.cluster.LabKeys;
import org.meitheal.lab.cluster.LabOptions;
import org.meitheal.lab.session.UsedLab;
import org.meitheal.protocol.json.ProtocolJson;
import org.meitheal.protocol.registry.EnrolmentKey;
import tools.jackson.databind.JsonNode;

/**
 * Bad input gets the status of the protocol and a clear message, nothing is logged as a stack
 * trace, and the next request is fine.
 */
public final class BadInputCheck implements Check {
  private static final String INFER = "/v2/models/" + LabOptions.MODEL + "/infer";
  private static final String CLASSIFY = "/v1/models/" + LabOptions.MODEL + "/classify";
  private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

  @Override
  public CheckResult run(UsedLab lab) throws IOException, InterruptedException {
    CheckResult.Builder result = new CheckResult.Builder("bad-input");
    LogWatch logs = new LogWatch(lab.state().logs());
    GatewayClient gateway = lab.gateway();
    TensorRequest good = new TensorRequest(224, "");
    byte[] whole = good.body();

    expect(result, "wrong_shape", gateway.post(INFER, wrongShape(), JSON), 400);
    expect(
        result,
        "truncated_binary",
        gateway.post(INFER, Arrays.copyOf(whole, whole.length / 2), good.headers()),
        400);
    expect(result, "huge_png", gateway.post(CLASSIFY, HugePng.bytes(), Map.of()), 400, 413);
    expect(
        result,
        "header_longer_than_body",
        gateway.post(
            INFER, Arrays.copyOf(whole, 100), Map.of("Inference-Header-Content-Length", "1000000")),
        400);
    expect(
        result,
        "unknown_model",
        gateway.post("/v2/models/no-such-model/infer", whole, good.headers()),
        404);
    expect(result, "no_credential", withoutCredential(lab, gateway, good), 401);
    expect(result, "expired_enrolment_key", expiredEnrolmentKey(lab), 401);

    Http.Answer next = gateway.post(CLASSIFY, lab.photo(), Map.of());
    result.saw("next_request", next.status());
    result.require(next.status() == 200, "the next request got " + next.text());
    List<String> traces = logs.stackTraces();
    result.saw("stack_traces", traces);
    return result.require(traces.isEmpty(), "stack traces were logged").build();
  }

  private static void expect(
      CheckResult.Builder result, String name, Http.Answer answer, Integer... statuses) {
    result.saw(name, answer.status() + " " + answer.text());
    result.require(
        Arrays.asList(statuses).contains(answer.status()),
        "%s: expected %s, got %d".formatted(name, Arrays.toString(statuses), answer.status()));
    result.require(clear(answer), name + ": the error has not its form");
  }

  /** {@code {"error": …}} and nothing else, or problem details with a code; no class names. */
  private static boolean clear(Http.Answer answer) {
    JsonNode body;
    try {
      body = ProtocolJson.MAPPER.readTree(answer.body());
    } catch (tools.jackson.core.JacksonException noJson) {
      return false;
    }
    boolean oip = body.size() == 1 && body.path("error").isString();
    boolean problem = body.path("code").isString() && body.path("status").isNumber();
    return (oip || problem) && !answer.text().matches("(?s).*(Exception|\\tat |java\\.).*");
  }

  private static byte[] wrongShape() {
    return """
    {"inputs":[{"name":"image","datatype":"FP32","shape":[1,4,2,2],\
    "data":[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16]}]}\
    """
        .getBytes(StandardCharsets.UTF_8);
  }

  private static Http.Answer withoutCredential(
      UsedLab lab, GatewayClient gateway, TensorRequest request)
      throws IOException, InterruptedException {
    return lab.http()
        .post(
            gateway.uri().resolve(INFER),
            request.headers(),
            request.body(),
            Duration.ofSeconds(30));
  }

  private static Http.Answer expiredEnrolmentKey(UsedLab lab)
      throws IOException, InterruptedException {
    EnrolmentKey key = lab.registry(LabKeys.OPERATOR).enrolmentKey(Duration.ofMillis(1));
    Thread.sleep(Duration.ofMillis(50));
    String enrolment =
        """
        {"enrolment_key":"%s","public_key":"%s","name":"latecomer","tier":"DEVICE","zone":"lab",\
        "cell":"cell-1","url":"http://127.0.1.99:8090","lanes":1}\
        """
            .formatted(key.key(), "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo");
    return lab.http()
        .post(
            lab.registryUri().resolve("/v1/devices"),
            JSON,
            enrolment.getBytes(StandardCharsets.UTF_8),
            Duration.ofSeconds(10));
  }
}
