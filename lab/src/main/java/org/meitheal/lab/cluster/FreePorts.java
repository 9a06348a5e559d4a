package org.meitheal.lab.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** Ports that nobody uses, for a lab beside another one. */
public final class FreePorts {
  private static final int SERVICES = 6;

  private FreePorts() {}

  public static LabPorts find() throws IOException {
    List<ServerSocket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < SERVICES; i++) {
        sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      int[] ports = sockets.stream().mapToInt(ServerSocket::getLocalPort).toArray();
      return new LabPorts(ports[0], ports[1], ports[2], ports[3], ports[4], ports[5]);
    } finally {
      for (ServerSocket socket : sockets) {
        socket.close();
      }
    }
  }
}
