package org.meitheal.core.placement;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meitheal.core.fleet.Device;
import org.meitheal.core.fleet.DeviceId;
import org.meitheal.core.fleet.Fleet;
import org.meitheal.core.link.LinkEstimator;

/**
 * Compares local, each of the nearest peers, edge and cloud devices by when their answer would be
 * back and what it would take from others, and chooses by the request's objective (planning.md §2,
 * §5). If no candidate reaches the target reliability, the likeliest is chosen whatever the
 * objective; if even that is under the minimum probability, nothing is.
 */
public final class ComparingPlanner implements Planner {
  private final PlannerSettings settings;
  private final LinkEstimator estimator;
  private final Dividing dividing;

  public ComparingPlanner(PlannerSettings settings, LinkEstimator estimator) {
    this.settings = settings;
    this.estimator = estimator;
    this.dividing = new Dividing(settings, estimator);
  }

  @Override
  public Decision decide(PlacementRequest request, Fleet fleet) {
    OriginLinks links = new OriginLinks(request.origin(), fleet.links(), estimator);
    Survey survey = new Survey(request, links, settings.nearestPerTier());
    fleet.devices().forEach(survey::look);
    Pricing pricing = new Pricing(request, links, settings.assumedBytesPerSecond());
    List<Candidate> candidates = new ArrayList<>();
    Candidate absent = absentLocal(request, fleet);
    if (absent != null) {
      candidates.add(absent);
    }
    List<Priced> priced =
        survey.kept().stream().map(reach -> new Priced(reach, pricing.price(reach))).toList();
    priced.stream().map(Priced::candidate).forEach(candidates::add);
    Candidate divided = dividing.candidate(request, fleet, priced, pricing);
    if (divided != null) {
      candidates.add(divided);
    }
    return new Choice(request, settings.minProbability(), candidates).decide(survey.fartherOnes());
  }

  /** The local entry of a request that has no source here; none if it has one. */
  private static @Nullable Candidate absentLocal(PlacementRequest request, Fleet fleet) {
    DeviceId source = request.source();
    if (source == null) {
      return local(null, "the request names no source device");
    }
    boolean here = fleet.devices().stream().map(Device::id).anyMatch(source::equals);
    return here ? null : local(source, "its source device " + source + " is not known here");
  }

  private static Candidate local(@Nullable DeviceId device, String whyNot) {
    return new Candidate(Placement.LOCAL, device, 0, 0, null, null, null, null, null, whyNot);
  }
}
