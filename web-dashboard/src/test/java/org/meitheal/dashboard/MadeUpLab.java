package org.meitheal.dashboard;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.lab.LabChange;
import org.meitheal.protocol.lab.LabStatus;
import org.meitheal.protocol.lab.LabView;
import org.meitheal.protocol.lab.LinkStatus;
import org.meitheal.protocol.lab.LoadChoices;
import org.meitheal.protocol.lab.LoadOrder;
import org.meitheal.protocol.lab.LoadStatus;

/** A lab of two devices, an edge server and a cloud machine. */
final class MadeUpLab {
  static final Instant AT = Instant.parse("2026-11-24T12:00:00Z");

  private static final List<String> NODES =
      List.of("device-1", "device-2", "edge-1", "cloud-1", "site/lab");

  private MadeUpLab() {}

  static LabView view() {
    List<LabChange> changes =
        List.of(
            new LabChange(AT, "ada", "froze device-2"),
            new LabChange(
                AT.minusSeconds(40), "bob, command line", "link any ↔ cloud-1: RTT 40 ms"));
    return new LabView(
        status(worker("device-1", "device", true, false), worker("device-2", "device", true, true)),
        links(),
        changes);
  }

  static LabStatus status(LabStatus.ProcessStatus... devices) {
    return new LabStatus(
        1,
        true,
        20_000L,
        8080,
        8081,
        8082,
        8083,
        Stream.concat(
                Stream.of(
                    new LabStatus.ProcessStatus(
                        "gateway", "service", 2, true, false, "127.0.0.1:8080", "")),
                Stream.concat(
                    Stream.of(devices),
                    Stream.of(
                        worker("edge-1", "edge", false, false),
                        worker("cloud-1", "cloud", true, false))))
            .toList(),
        List.of(
            new LabStatus.MediumStatus("cell-1", "200Mb/s"),
            new LabStatus.MediumStatus("cloud-uplink", "137.5Mb/s")),
        new LoadChoices(List.of(MadeUp.MODEL), List.of("cat.jpg", "coffee.jpg")),
        null);
  }

  static LabStatus.ProcessStatus worker(String name, String kind, boolean alive, boolean frozen) {
    String note = kind + ", 2 lanes, slowed down 10×";
    return new LabStatus.ProcessStatus(name, kind, 10, alive, frozen, "127.0.1.1:8090", note);
  }

  static List<LinkStatus> links() {
    List<LinkStatus> links = new ArrayList<>();
    for (String from : NODES) {
      for (String to : NODES) {
        if (!from.equals(to)) {
          boolean cloud = from.equals("cloud-1") || to.equals("cloud-1");
          boolean bad = from.equals("device-1") && to.equals("edge-1");
          links.add(
              new LinkStatus(
                  from,
                  to,
                  cloud ? 20 : 3,
                  0,
                  bad ? "20Mb/s" : "unlimited",
                  bad ? 0.013 : 0,
                  false,
                  cloud ? List.of("cell-1", "cloud-uplink") : List.of("cell-1")));
        }
      }
    }
    return links;
  }

  static LoadStatus load(LoadOrder order, String who, boolean sending) {
    return new LoadStatus(
        order,
        who,
        AT,
        sending,
        40,
        3,
        2,
        30,
        4,
        Map.of("503", 2L, "504", 1L),
        1,
        81.0,
        240.0,
        "503: no capacity");
  }

  /** With other processes and another load. */
  static LabStatus with(
      LabStatus before, List<LabStatus.ProcessStatus> processes, @Nullable LoadStatus load) {
    return new LabStatus(
        before.pid(),
        before.emulated(),
        before.readyAfterMs(),
        before.gatewayPort(),
        before.registryPort(),
        before.schedulerPort(),
        before.dashboardPort(),
        processes,
        before.media(),
        before.loadChoices(),
        load);
  }
}
