package org.meitheal.scheduler.lead;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.meitheal.core.fleet.Tier;
import org.meitheal.scheduler.testing.FakeWorker;
import org.meitheal.scheduler.testing.SchedulerDatabaseTest;

class TraceIntegrationTests extends SchedulerDatabaseTest {
  private static final String PARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  @Test
  void goesOnToTheLead() {
    FakeWorker worker = worker("edge-1", Tier.EDGE);

    post(INFER, inferRequest("{}"), "traceparent", PARENT);
    post(INFER, inferRequest("{}"));

    assertThat(worker.received())
        .extracting(FakeWorker.Received::trace)
        .containsExactly(PARENT, null);
  }
}
