package org.meitheal.lab.cluster;

/**
 * Where the services of the lab listen.
 *
 * @param worker of each worker, on its own address; the one after it is that of its links
 */
public record LabPorts(
    int gateway, int registry, int scheduler, int dashboard, int postgres, int worker) {
  public static final LabPorts DEFAULT = new LabPorts(8080, 8081, 8082, 8083, 15432, 8090);

  /** At which a machine is reached over its links. */
  public int links() {
    return worker + 1;
  }
}
