package org.meitheal.core.placement;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meitheal.core.fleet.DeviceId;
import org.meitheal.core.fleet.LinkRecord;
import org.meitheal.core.fleet.NodeId;
import org.meitheal.core.link.LinkEstimate;
import org.meitheal.core.link.LinkEstimator;

/** The links of the node where the input is. Estimated when asked for: most are never needed. */
final class OriginLinks {
  private final NodeId origin;
  private final LinkEstimator estimator;
  private final Map<String, LinkRecord> out = new HashMap<>();
  private final Map<String, LinkRecord> back = new HashMap<>();

  OriginLinks(NodeId origin, List<LinkRecord> links, LinkEstimator estimator) {
    this.origin = origin;
    this.estimator = estimator;
    String here = origin.value();
    for (LinkRecord link : links) {
      if (link.from().value().equals(here)) {
        out.put(link.to().value(), link);
      } else if (link.to().value().equals(here)) {
        back.put(link.from().value(), link);
      }
    }
  }

  /** Whether the input is on that device already. */
  boolean startAt(DeviceId device) {
    return origin.value().equals(device.value());
  }

  /** Expected round trip; 0 where the input is there already, infinite where none is recorded. */
  double roundTripMs(DeviceId device) {
    if (startAt(device)) {
      return 0;
    }
    LinkRecord link = out.get(device.value());
    return link == null ? Double.POSITIVE_INFINITY : estimator.roundTripMs(link);
  }

  @Nullable LinkEstimate to(DeviceId device) {
    return estimate(out.get(device.value()));
  }

  @Nullable LinkEstimate from(DeviceId device) {
    return estimate(back.get(device.value()));
  }

  private @Nullable LinkEstimate estimate(@Nullable LinkRecord link) {
    return link == null ? null : estimator.estimate(link);
  }
}
