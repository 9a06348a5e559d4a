package org.meitheal.lab.cluster;

import java.io.IOException;
import java.util.List;
import org.meitheal.lab.program.FreePorts;

/**
 * Where the services of the lab listen.
 *
 * @param worker of each worker, on its own address; the one after it is that of its links
 */
public record LabPorts(
    int gateway, int registry, int scheduler, int dashboard, int postgres, int worker) {
  public static final LabPorts DEFAULT = new LabPorts(8080, 8081, 8082, 8083, 15432, 8090);

  private static final int SERVICES = 6;

  /** Ports that nobody uses, for a lab beside another one. */
  public static LabPorts free() throws IOException {
    List<Integer> ports = FreePorts.find(SERVICES);
    return new LabPorts(
        ports.get(0), ports.get(1), ports.get(2), ports.get(3), ports.get(4), ports.get(5));
  }

  /** At which a machine is reached over its links. */
  public int links() {
    return worker + 1;
  }
}
