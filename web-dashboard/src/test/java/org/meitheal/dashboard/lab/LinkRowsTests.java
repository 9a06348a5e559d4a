package org.meitheal.dashboard.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.meitheal.protocol.lab.LabStatus;
import org.meitheal.protocol.lab.LinkStatus;
import org.meitheal.protocol.lab.LoadChoices;

class LinkRowsTests {
  private static final List<String> NODES =
      List.of("device-1", "device-2", "device-3", "cloud-1", "site/lab");

  @Test
  void putsLinksThatAreAlikeIntoARow() {
    assertThat(LinkRows.grouped(status(), links(List.of())))
        .extracting(LinkRows.Row::between, LinkRows.Row::directions, LinkRows.Row::roundTrip)
        .containsExactly(
            tuple("among devices", 6, "3 ms"),
            tuple("devices ↔ cloud", 6, "20 ms"),
            tuple("devices ↔ site", 6, "3 ms"),
            tuple("cloud ↔ site", 2, "20 ms"));
  }

  @Test
  void namesThoseThatDiffer() {
    List<LinkRows.Row> rows =
        LinkRows.grouped(status(), links(List.of("device-1 device-2", "device-2 device-1")));
    assertThat(rows)
        .filteredOn(LinkRows.Row::cut)
        .singleElement()
        .returns("device-1 → device-2, device-2 → device-1", LinkRows.Row::between)
        .returns(2, LinkRows.Row::directions);
    assertThat(rows)
        .extracting(LinkRows.Row::between)
        .contains(
            "device-1 → device-3, device-2 → device-3, device-3 → device-1 and 1 more",
            "devices ↔ cloud");
  }

  @Test
  void showsEachDirectionByItself() {
    assertThat(LinkRows.each(links(List.of("device-1 cloud-1"))))
        .hasSize(20)
        .filteredOn(LinkRows.Row::cut)
        .extracting(LinkRows.Row::between)
        .containsExactly("device-1 → cloud-1");
  }

  private static List<LinkStatus> links(List<String> cut) {
    List<LinkStatus> links = new ArrayList<>();
    for (String from : NODES) {
      for (String to : NODES) {
        if (!from.equals(to)) {
          double roundTrip = from.startsWith("cloud") || to.startsWith("cloud") ? 20 : 3;
          links.add(
              new LinkStatus(
                  from,
                  to,
                  roundTrip,
                  0,
                  "unlimited",
                  0,
                  cut.contains(from + " " + to),
                  List.of("cell-1")));
        }
      }
    }
    return links;
  }

  private static LabStatus status() {
    List<LabStatus.ProcessStatus> workers =
        NODES.stream()
            .filter(node -> !node.startsWith("site"))
            .map(node ->
                new LabStatus.ProcessStatus(node, node.split("-", 2)[0], 1, true, false, "", ""))
            .toList();
    return new LabStatus(
        1, true, 1L, 0, 0, 0, 0, workers, List.of(), new LoadChoices(List.of(), List.of()), null);
  }
}
