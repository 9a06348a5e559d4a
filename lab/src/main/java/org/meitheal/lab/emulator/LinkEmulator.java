package org.meitheal.lab.emulator;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Proxies TCP between the nodes of the lab. Each receiver has one port, which serves all senders: a
 * sender is known by its loopback address.
 */
public final class LinkEmulator implements AutoCloseable {
  private final LinkTable links;
  private final Map<String, Receiver> receivers = new LinkedHashMap<>();

  public LinkEmulator(LinkTable links) {
    this.links = links;
  }

  public LinkTable links() {
    return links;
  }

  /**
   * Opens the port at which others reach a node.
   *
   * @param listen port 0 for any that is free
   * @param target where the node really listens
   * @return where it is reached
   * @throws IOException if the port is taken
   */
  public synchronized InetSocketAddress open(
      String receiver, InetSocketAddress listen, InetSocketAddress target) throws IOException {
    Receiver opened = Receiver.open(receiver, listen, target, links);
    receivers.put(receiver, opened);
    return opened.address();
  }

  @Override
  public synchronized void close() throws IOException {
    for (Receiver receiver : receivers.values()) {
      receiver.close();
    }
    receivers.clear();
  }
}
