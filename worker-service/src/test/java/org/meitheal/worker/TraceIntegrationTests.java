package org.meitheal.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.meitheal.core.partition.Shares;
import org.meitheal.worker.support.Cluster;
import org.meitheal.worker.support.Relay;
import org.meitheal.worker.support.Tensors;

/** A lead and its helpers pass a request's trace on with all that they send for it. */
@Timeout(240)
class TraceIntegrationTests {
  private static final String PARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
  private static final Cluster cluster = Cluster.shared();

  @AfterEach
  void reset() {
    cluster.reset();
  }

  @Test
  void goesFromTheLeadToHelpersAndWithRows() {
    Map<String, String> traces = new ConcurrentHashMap<>();
    cluster.relays.forEach(relay ->
        relay.rule(call -> {
          traces.put(kind(call), String.valueOf(call.header("traceparent")));
          call.pass();
        }));
    Cluster.Plan plan = cluster.plan(cluster.strips(128, Shares.equal(2), 3, 6));

    int status =
        plan.execute(Tensors.pixels(7, 1, 128, 128), plan.header(), 128, "traceparent", PARENT)
            .statusCode();

    assertThat(status).isEqualTo(200);
    assertThat(traces).containsEntry("part", PARENT).containsEntry("rows", PARENT);
  }

  private static String kind(Relay.Call call) {
    if (call.line().equals("POST /v1/parts")) {
      return "part";
    }
    return call.line().contains("/rows/") ? "rows" : "other";
  }
}
