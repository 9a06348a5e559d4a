package org.meitheal.scheduler.fleet;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.meitheal.core.fleet.Device;
import org.meitheal.core.fleet.DeviceId;
import org.meitheal.core.fleet.Fleet;
import org.meitheal.core.fleet.LinkRecord;
import org.meitheal.core.fleet.NodeId;
import org.meitheal.protocol.registry.DeviceView;
import org.meitheal.protocol.registry.FleetNews;
import org.meitheal.protocol.registry.LinkView;
import org.meitheal.protocol.registry.ProbeTarget;

/**
 * The fleet that this site plans on: the registry's news, whose lanes also carry the work that this
 * scheduler sent since the last heartbeat, and whose links from the site are this scheduler's own
 * measurements.
 */
public final class SiteFleet {
  private final NodeId site;
  private final Supplier<FleetNews> news;
  private final OwnLinks links;
  private final Commitments commitments;
  private final Supplier<Map<DeviceId, String>> undividing;

  /**
   * @param undividing who takes no part in divisions, and why
   */
  SiteFleet(
      NodeId site,
      Supplier<FleetNews> news,
      OwnLinks links,
      Commitments commitments,
      Supplier<Map<DeviceId, String>> undividing) {
    this.site = site;
    this.news = news;
    this.links = links;
    this.commitments = commitments;
    this.undividing = undividing;
  }

  public Fleet snapshot() {
    FleetNews current = news.get();
    Fleet reported = current.toFleet();
    List<Device> devices =
        reported.devices().stream().map(device -> withOwnWork(device, current)).toList();
    return new Fleet(
        reported.version(),
        reported.age(),
        devices,
        withOwnLinks(reported.links(), devices),
        undividing.get());
  }

  public Optional<DeviceView> device(DeviceId id) {
    return Optional.ofNullable(news.get().devices().get(id.value()));
  }

  /** How old the newest sample of a link is; none where there is none. */
  public Optional<Duration> linkAge(NodeId from, DeviceId to, Instant now) {
    if (from.equals(site) && links.knows(to.value())) {
      return links.age(to);
    }
    LinkView reported = news.get().links().get(new FleetNews.Link(from.value(), to.value()));
    return Optional.ofNullable(reported)
        .map(link -> Duration.between(link.sampledAt(), now))
        // By another host's clock, which may be a little ahead.
        .map(age -> age.isNegative() ? Duration.ZERO : age);
  }

  /** Whether the registry was heard at all. */
  public boolean hasNews() {
    return news.get().version() > 0;
  }

  public Iterable<DeviceView> devices() {
    return news.get().devices().values();
  }

  /** Work is about to be sent there; close it when it is done. */
  public Commitment commit(DeviceId device, Duration expectedLane) {
    return commitments.add(device, expectedLane);
  }

  /** The input of a real execution went there: the best measure of bandwidth there is. */
  public void transferred(DeviceId device, URI url, long bytes, Duration exchangeWithoutWork) {
    links.transferred(new ProbeTarget(device.value(), url.toString()), bytes, exchangeWithoutWork);
  }

  private Device withOwnWork(Device device, FleetNews current) {
    List<Duration> unreported = commitments.unreported(device.id(), reportAge(device, current));
    return unreported.isEmpty() ? device : device.withCommitted(unreported);
  }

  private static Duration reportAge(Device device, FleetNews current) {
    DeviceView view = current.devices().get(device.id().value());
    Long heartbeatAge = view == null ? null : view.heartbeatAgeMs();
    double receivedAgo = current.receivedMsAgo().getOrDefault(device.id().value(), 0.0);
    double ageMs = receivedAgo + (heartbeatAge == null ? 0 : heartbeatAge);
    return Duration.ofNanos((long) (ageMs * 1e6));
  }

  private List<LinkRecord> withOwnLinks(List<LinkRecord> reported, List<Device> devices) {
    List<LinkRecord> all = new ArrayList<>(reported.size() + devices.size());
    for (LinkRecord link : reported) {
      if (!link.from().equals(site) || !links.knows(link.to().value())) {
        all.add(link);
      }
    }
    for (Device device : devices) {
      links.record(site, device.id()).ifPresent(all::add);
    }
    return all;
  }
}
