package org.meitheal.lab.cluster;

import java.nio.file.Path;
import org.meitheal.lab.jvm.JvmKind;

/**
 * What kind of lab to bring up.
 *
 * @param root of the project
 * @param models the folder of bundles that the site and its workers serve
 * @param emulated whether machines are slowed down and links delayed
 * @param optimizing whether the JVMs have the optimizing compiler, as a deployment's do; without it
 *     they start faster
 */
public record LabOptions(
    Path root,
    Path models,
    LabPorts ports,
    Topology topology,
    boolean emulated,
    boolean optimizing) {
  public static final String MODEL = "efficientnet-lite0";
  public static final String SITE = "lab";

  /** The folder of sample photos, below the root. */
  static final String SAMPLES = "samples";

  /** The photo that a lab is asked about, below the root. */
  public static final String SAMPLE = SAMPLES + "/coffee.jpg";

  /** With the project's own models. */
  public LabOptions(
      Path root, LabPorts ports, Topology topology, boolean emulated, boolean optimizing) {
    this(root, root.resolve("models"), ports, topology, emulated, optimizing);
  }

  /** The folder of photos to ask a lab about. */
  public Path samples() {
    return root.resolve("samples");
  }

  JvmKind jvm(JvmKind kind) {
    return optimizing ? kind.optimizing() : kind;
  }

  public static LabOptions standard(Path root, LabPorts ports, int devices, boolean emulated) {
    Topology topology = Topology.standard(devices);
    return new LabOptions(
        root, ports, emulated ? topology : topology.atFullSpeed(), emulated, false);
  }
}
