package org.meitheal.lab.bench.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.meitheal.protocol.json.ProtocolJson;

class DashboardReportTests {
  @Test
  void holdsTheBars() {
    DashboardReport report = report(List.of(60.0, 199.9), List.of(300.0, 5000.0, 200.0), 0.09);

    assertThat(report.ok()).isTrue();
    assertThat(report.longTaskMs()).isEqualTo(199.9);
    assertThat(report.firstPaintMs()).isEqualTo(300);
    assertThat(ProtocolJson.MAPPER.writeValueAsString(report))
        .contains("\"long_task_ms\":199.9", "\"server_core_share\":0.09")
        .contains("\"dashboards_core_share\":0.05");
    assertThat(report.text()).contains("199.9 ms");
  }

  @Test
  void saysWhichIsNotHeld() {
    assertThat(report(List.of(201.0), List.of(300.0), 0.05).ok()).isFalse();
    assertThat(report(List.of(), List.of(1000.0), 0.05).ok()).isFalse();
    assertThat(report(List.of(), List.of(300.0), 0.10).ok()).isFalse();
    assertThat(report(List.of(), List.of(300.0), 0.05).longTaskMs()).isZero();
  }

  private static DashboardReport report(List<Double> tasks, List<Double> paints, double share) {
    return DashboardReport.of(
        new DashboardReport.Scale(1000, 16_000, 1, 100, 50),
        new DashboardReport.Shares(share, 0.04, 1000),
        paints,
        new MeasuredPage.Looked(tasks, 10, 100, 1000),
        60,
        "Chrome",
        "C1");
  }
}
