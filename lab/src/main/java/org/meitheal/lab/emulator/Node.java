package org.meitheal.lab.emulator;

import java.net.InetAddress;
import java.util.List;

/**
 * One end of links.
 *
 * @param address its own loopback address: who sends from it is this node
 * @param media what all of its links share with others, by name
 */
public record Node(String name, InetAddress address, List<String> media) {
  public Node {
    media = List.copyOf(media);
  }
}
