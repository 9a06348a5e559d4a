package org.meitheal.lab.session;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.meitheal.lab.cluster.LabOptions;
import org.meitheal.lab.cluster.LabPorts;
import org.meitheal.lab.cluster.Topology;
import org.meitheal.lab.progress.Progress;
import org.meitheal.lab.state.StateFolder;
import org.meitheal.protocol.lab.LabStatus;

/**
 * A lab to measure in: free ports, a state folder that is deleted afterwards. It stands beside any
 * lab that runs.
 */
public final class TemporaryLab {
  private final StateFolder state;
  private final UsedLab lab;
  private final LabOptions options;

  private TemporaryLab(StateFolder state, UsedLab lab, LabOptions options) {
    this.state = state;
    this.lab = lab;
    this.options = options;
  }

  /**
   * With one worker as fast as this computer, and no delays.
   *
   * @param main the state folder whose unpacked programs and start-up caches are used
   * @param optimizing see {@link LabOptions}
   */
  public static TemporaryLab ofOneWorker(
      Path root, StateFolder main, boolean optimizing, Progress progress)
      throws IOException, InterruptedException {
    return bringUp(
        new LabOptions(root, LabPorts.free(), Topology.single(), false, optimizing),
        main,
        progress);
  }

  /**
   * @param main the state folder whose unpacked programs and start-up caches are used
   */
  public static TemporaryLab bringUp(LabOptions options, StateFolder main, Progress progress)
      throws IOException, InterruptedException {
    StateFolder state = temporary(main.create());
    try {
      return new TemporaryLab(state, UsedLab.bringUp(options, state, progress), options);
    } catch (IOException | InterruptedException | RuntimeException failed) {
      delete(state);
      throw failed;
    }
  }

  public UsedLab lab() {
    return lab;
  }

  /** Where the only worker listens. */
  public URI worker() {
    return worker(options.topology().machines().getFirst().name());
  }

  /** Where that worker itself listens, past all emulated links. */
  public URI worker(String name) {
    String address = options.topology().machine(name).address();
    return URI.create("http://" + address + ":" + options.ports().worker());
  }

  /** The only worker's process. */
  public long workerPid() {
    return workerPid(options.topology().machines().getFirst().name());
  }

  public long workerPid(String name) {
    return lab.status().processes().stream()
        .filter(process -> process.name().equals(name))
        .mapToLong(LabStatus.ProcessStatus::pid)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(name + " does not run"));
  }

  /** Stops it, and leaves nothing behind. */
  public void release() throws IOException, InterruptedException {
    try {
      lab.release();
    } finally {
      delete(state);
    }
  }

  private static void delete(StateFolder state) throws IOException {
    state.empty(List.of());
    Files.deleteIfExists(state.root());
  }

  /** Beside what belongs to the run, it shares what is made from the build alone. */
  private static StateFolder temporary(StateFolder main) throws IOException {
    StateFolder temporary = new StateFolder(Files.createTempDirectory("meitheal-bench"));
    share(main.programs(), temporary.programs());
    share(main.nativeLibraries(), temporary.nativeLibraries());
    return temporary;
  }

  private static void share(Path folder, Path link) throws IOException {
    Files.createDirectories(folder);
    Files.createSymbolicLink(link, folder);
  }
}
