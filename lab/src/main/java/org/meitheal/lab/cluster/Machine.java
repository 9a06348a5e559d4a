package org.meitheal.lab.cluster;

import java.net.InetAddress;
import org.meitheal.core.fleet.Tier;

/**
 * A machine that runs a worker.
 *
 * @param address its own loopback address
 * @param slowDown how many times slower it is than a core of this computer
 */
public record Machine(
    String name, Tier tier, String cell, int lanes, double slowDown, String address) {
  public InetAddress inetAddress() {
    return InetAddress.ofLiteral(address);
  }
}
