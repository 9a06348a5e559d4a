package org.meitheal.core.placement;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.meitheal.core.fleet.Device;
import org.meitheal.core.fleet.Fleet;
import org.meitheal.core.fleet.LinkRecord;
import org.meitheal.core.fleet.ModelSpeed;
import org.meitheal.core.fleet.NodeId;
import org.meitheal.core.fleet.SegmentCost;
import org.meitheal.core.fleet.Tier;
import org.meitheal.core.partition.Axis;
import org.meitheal.core.partition.Chain;
import org.meitheal.core.partition.Size;
import org.meitheal.core.partition.SpatialSegment;
import org.meitheal.core.partition.Window;
import org.meitheal.core.split.DivisibleWork;

/** Work that several devices could share, and fleets that could share it. */
final class Divisibles {
  /** 2 s on one lane of such a device; by four some 0.5 s. */
  static final DivisibleWork BIG = work(640);

  /** 6 ms on one lane, two round trips' worth. */
  static final DivisibleWork SMALL = work(32);

  private static final int SEGMENTS = 7;
  private static final double HEAD = 1e6;

  private Divisibles() {}

  /** Six convolutions, each second one of which halves the image, and a head. */
  static DivisibleWork work(int side) {
    List<SpatialSegment> segments = new ArrayList<>();
    int channels = 3;
    for (int out : new int[] {32, 32, 64, 64, 128, 128}) {
      int stride = out == channels ? 1 : 2;
      Axis axis = Axis.of(List.of(new Window(3, stride, 1, 1, 1, false)));
      double multiplyAdds = 9.0 * channels * out / stride / stride;
      segments.add(
          new SpatialSegment("conv-" + segments.size(), channels, out, axis, axis, multiplyAdds));
      channels = out;
    }
    return new DivisibleWork(
        new Chain(segments), 1, new Size(side, side), 1, 4, List.of(HEAD), true, 4_000);
  }

  /** One lane at half a nanosecond a multiply-add, each segment measured. */
  static Device device(String id) {
    return measured(Fleets.device(id, Tier.DEVICE, 50), 0.5);
  }

  static Device measured(Device device, double nanosPerMultiplyAdd) {
    return measured(device, nanosPerMultiplyAdd, 1);
  }

  static Device measured(Device device, double nanosPerMultiplyAdd, double partFactor) {
    return Fleets.withSpeeds(
        device,
        new ModelSpeed(
            Fleets.MODEL,
            "1.0.0",
            Fleets.SHA,
            nanosPerMultiplyAdd,
            0.02,
            20,
            segments(nanosPerMultiplyAdd),
            partFactor));
  }

  static List<SegmentCost> segments(double nanosPerMultiplyAdd) {
    return Collections.nCopies(SEGMENTS, new SegmentCost(0.2, nanosPerMultiplyAdd));
  }

  /** Each linked to the site and to each other: 3 ms, 25 MB/s. */
  static Fleet fleet(List<Device> devices) {
    List<LinkRecord> links = new ArrayList<>();
    for (Device to : devices) {
      links.add(Fleets.link(to.id().value(), 3, Fleets.FAST));
      for (Device from : devices) {
        if (from != to) {
          NodeId node = new NodeId(from.id().value());
          links.add(Fleets.link(node, to.id().value(), 3, Fleets.FAST));
        }
      }
    }
    return Fleets.fleet(devices, links);
  }

  static Fleet equalDevices(int count) {
    List<Device> devices = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      devices.add(device("device-" + i));
    }
    return fleet(devices);
  }

  static PlacementRequest request(Fleets.Asked asked, DivisibleWork work) {
    return request(asked, work, 8, PredictionHistory.NONE);
  }

  static PlacementRequest request(
      Fleets.Asked asked, DivisibleWork work, int maxDevices, PredictionHistory history) {
    PlacementRequest whole = asked.request();
    return new PlacementRequest(
        whole.model(),
        whole.modelSha256(),
        whole.origin(),
        whole.source(),
        whole.inputBytes(),
        whole.outputBytes(),
        whole.multiplyAdds(),
        whole.timeLeft(),
        whole.objective(),
        whole.targetReliability(),
        whole.forced(),
        whole.excluded(),
        work,
        maxDevices,
        history,
        whole.lead());
  }
}
