package org.meitheal.worker;

import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.meitheal.core.partition.Partition;
import org.meitheal.core.partition.Shares;
import org.meitheal.protocol.execution.Refusal;
import org.meitheal.protocol.json.ProtocolJson;
import org.meitheal.worker.support.Cluster;
import org.meitheal.worker.support.Relay;
import org.meitheal.worker.support.Tensors;

/** Three parts, of which the middle one's device can be made to fail, and a spare for it. */
abstract class FailingMiddleFixture {
  static final int SIDE = 160;
  static final int MIDDLE = 1;
  static final int NEIGHBOUR = 2;
  static final int SPARE = 3;

  final Cluster cluster = Cluster.shared();
  final byte[] pixels = Tensors.pixels(3, 1, SIDE, SIDE);
  final Partition partition = cluster.strips(SIDE, Shares.equal(3), 3, 6);

  @BeforeEach
  @AfterEach
  void reset() {
    cluster.reset();
  }

  static Relay.Rule onParts(Relay.Rule rule) {
    return call -> {
      if (call.line().startsWith("POST /v1/parts")) {
        rule.handle(call);
      } else {
        call.pass();
      }
    };
  }

  static void refuse(Relay.Call call) throws IOException {
    call.answer(503, ProtocolJson.MAPPER.writeValueAsBytes(new Refusal("busy", 500)));
  }

  Cluster.Plan plan() {
    return cluster.plan(partition);
  }

  Relay relay(int worker) {
    return cluster.relays.get(worker);
  }

  void assertExact(HttpResponse<byte[]> answer) {
    cluster.assertEqualsAlone(answer, pixels, 1, SIDE);
  }
}
