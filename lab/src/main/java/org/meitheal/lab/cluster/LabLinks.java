package org.meitheal.lab.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.meitheal.lab.emulator.Bandwidth;
import org.meitheal.lab.emulator.Conditions;
import org.meitheal.lab.emulator.ConditionsChange;
import org.meitheal.lab.emulator.Link;
import org.meitheal.lab.emulator.LinkEmulator;
import org.meitheal.lab.emulator.LinkTable;
import org.meitheal.lab.emulator.Medium;
import org.meitheal.protocol.lab.LabStatus;
import org.meitheal.protocol.lab.LinkOrder;
import org.meitheal.protocol.lab.LinkStatus;

/** The emulated links of one lab. */
final class LabLinks implements AutoCloseable {
  private final LabOptions options;
  private final LinkTable table;
  private final LinkEmulator emulator;

  LabLinks(LabOptions options) {
    this.options = options;
    this.table = options.topology().links(options.emulated(), new Random());
    this.emulator = new LinkEmulator(table);
  }

  /** Opens the port of each machine and of the site. */
  void open() throws IOException {
    if (!options.emulated()) {
      return;
    }
    LabPorts ports = options.ports();
    openSite(ports.registry());
    openSite(ports.scheduler());
    for (Machine machine : options.topology().machines()) {
      emulator.open(
          machine.name(),
          new InetSocketAddress(machine.inetAddress(), ports.links()),
          new InetSocketAddress(machine.inetAddress(), ports.worker()));
    }
  }

  /** A service of the site, as machines reach it. */
  private void openSite(int port) throws IOException {
    emulator.open(
        Topology.SITE,
        new InetSocketAddress(InetAddress.ofLiteral(Topology.SITE_ADDRESS), port),
        new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
  }

  List<LabStatus.MediumStatus> media() {
    return table.media().stream()
        .map(medium -> new LabStatus.MediumStatus(medium.name(), medium.bandwidth().toString()))
        .toList();
  }

  void changeMedium(String name, String bandwidth) {
    requireEmulation();
    table.medium(name).setBandwidth(Bandwidth.parse(bandwidth));
  }

  List<LinkStatus> between(String from, String to, boolean oneWay) {
    return table.between(from, to, oneWay).stream().map(LabLinks::view).toList();
  }

  List<LinkStatus> change(LinkOrder order) {
    requireEmulation();
    ConditionsChange change =
        new ConditionsChange(
            duration(order.roundTripMs()),
            duration(order.jitterMs()),
            order.bandwidth() == null ? null : Bandwidth.parse(order.bandwidth()),
            order.loss(),
            order.cut());
    return table.change(order.from(), order.to(), order.oneWay(), change).stream()
        .map(LabLinks::view)
        .toList();
  }

  private void requireEmulation() {
    if (!options.emulated()) {
      throw new IllegalStateException(
          "this lab runs without emulation: its links are what they are");
    }
  }

  private static @Nullable Duration duration(@Nullable Double milliseconds) {
    return milliseconds == null ? null : Duration.ofNanos(Math.round(milliseconds * 1e6));
  }

  private static LinkStatus view(Link link) {
    Conditions now = link.conditions();
    return new LinkStatus(
        link.from(),
        link.to(),
        now.roundTrip().toNanos() / 1e6,
        now.jitter().toNanos() / 1e6,
        now.bandwidth().toString(),
        now.loss(),
        now.cut(),
        link.shared().stream().map(Medium::name).toList());
  }

  @Override
  public void close() throws IOException {
    emulator.close();
  }
}
