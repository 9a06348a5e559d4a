package org.meitheal.core.split;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.meitheal.core.fleet.DeviceId;
import org.meitheal.core.fleet.SegmentCost;
import org.meitheal.core.link.LinkEstimate;

/**
 * Devices and links for tests: a lane each, half a ns a multiply-add, 25 MB/s and 3 ms in one cell.
 */
final class Teams {
  static final double RTT_MS = 3;
  static final double BYTES_PER_SECOND = 25e6;

  private final DeviceId device;
  private String cell = "cell-a";
  private List<Double> lanes = List.of(0.0);
  private double nanosPerMultiplyAdd = 0.5;
  private double fixedMs = 0.2;
  private int segments = 40;

  private Teams(String device) {
    this.device = new DeviceId(device);
  }

  static Teams device(String name) {
    return new Teams(name);
  }

  Teams lanes(List<Double> freeInMs) {
    lanes = freeInMs;
    return this;
  }

  Teams cell(String name) {
    cell = name;
    return this;
  }

  Teams slower(double factor) {
    nanosPerMultiplyAdd *= factor;
    fixedMs *= factor;
    return this;
  }

  Teams fixedMs(double ms) {
    fixedMs = ms;
    return this;
  }

  Teams unmeasured() {
    segments = 0;
    return this;
  }

  Member member() {
    return new Member(
        device,
        cell,
        lanes,
        Collections.nCopies(segments, new SegmentCost(fixedMs, nanosPerMultiplyAdd)),
        0.05);
  }

  static LinkEstimate link(double roundTripMs, double bytesPerSecond) {
    return new LinkEstimate(roundTripMs, 0.3, bytesPerSecond, 0.1, 5, 5);
  }

  /** All pairs alike. */
  static List<PairLink> links(List<Member> members, LinkEstimate estimate) {
    List<PairLink> links = new ArrayList<>();
    for (Member from : members) {
      for (Member to : members) {
        if (from != to) {
          links.add(new PairLink(from.device(), to.device(), estimate));
        }
      }
    }
    return links;
  }

  /** One of them is the best single device, at no cost of sending to it. */
  static SplitRequest request(DivisibleWork work, Member lead, List<Member> helpers) {
    List<Member> all = new ArrayList<>(helpers);
    all.add(lead);
    return new SplitRequest(
        work, lead, helpers, links(all, link(RTT_MS, BYTES_PER_SECOND)), aloneMs(work, lead), true);
  }

  static double aloneMs(DivisibleWork work, Member member) {
    Geometry geometry = new Geometry(work);
    double ms = member.laneFreeInMs().stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    for (int i = 0; i < work.segments(); i++) {
      double multiplyAdds =
          i < geometry.length
              ? geometry.multiplyAdds[i]
              : work.restMultiplyAdds().get(i - geometry.length);
      ms += member.segments().get(i).ms(multiplyAdds);
    }
    return ms;
  }
}
