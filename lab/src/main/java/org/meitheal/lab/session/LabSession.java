package org.meitheal.lab.session;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.meitheal.lab.cluster.Cluster;
import org.meitheal.lab.cluster.ClusterControl;
import org.meitheal.lab.cluster.LabOptions;
import org.meitheal.lab.cluster.PortCheck;
import org.meitheal.lab.control.Changes;
import org.meitheal.lab.control.ControlServer;
import org.meitheal.lab.load.Loads;
import org.meitheal.lab.progress.Progress;
import org.meitheal.lab.state.LabLock;
import org.meitheal.lab.state.StateFolder;

/**
 * A lab that this process brings up. Whatever ends the process, short of a kill, first stops all
 * that the lab has started.
 */
public final class LabSession {
  private final long startedNanos = System.nanoTime();
  private final LabLock lock;
  private final Cluster cluster;
  private final Progress progress;
  private final StateFolder state;
  private final Loads loads;
  private final AtomicBoolean stopping = new AtomicBoolean();
  private volatile @Nullable ControlServer control;
  private volatile @Nullable Long readyAfterMs;

  private LabSession(LabLock lock, Cluster cluster, StateFolder state, Progress progress) {
    this.lock = lock;
    this.cluster = cluster;
    this.state = state;
    this.progress = progress;
    this.loads =
        new Loads(
            cluster.gateway()::post,
            cluster.options().models(),
            cluster.options().samples(),
            InstantSource.system());
  }

  /**
   * Takes the state folder, sees that the ports are free, and from then on cleans up when the
   * process ends. Nothing runs yet.
   *
   * @throws org.meitheal.lab.state.LabRunningException if another lab has the state folder
   * @throws org.meitheal.lab.program.ProgramFailedException if ports are taken
   */
  public static LabSession open(LabOptions options, StateFolder state, Progress progress)
      throws IOException {
    state.create();
    LabLock lock = LabLock.take(state.lockFile());
    try {
      PortCheck.requireFree(PortCheck.needs(options));
      LabSession session =
          new LabSession(lock, new Cluster(options, state, progress), state, progress);
      Runtime.getRuntime().addShutdownHook(new Thread(session::stopQuietly, "stop-lab"));
      return session;
    } catch (IOException | RuntimeException failed) {
      lock.close();
      throw failed;
    }
  }

  /** Starts everything. Returns when the lab is ready. */
  public void start() throws IOException, InterruptedException {
    control =
        ControlServer.open(
            new ClusterControl(cluster, loads, () -> readyAfterMs),
            new Changes(state.log("lab"), InstantSource.system()),
            state.controlFile());
    cluster.start();
    readyAfterMs = Duration.ofNanos(System.nanoTime() - startedNanos).toMillis();
  }

  public Cluster cluster() {
    return cluster;
  }

  /** How long the start took. */
  public long readyAfterMs() {
    Long ready = readyAfterMs;
    if (ready == null) {
      throw new IllegalStateException("the lab is not ready");
    }
    return ready;
  }

  public boolean stopping() {
    return stopping.get();
  }

  private void stopQuietly() {
    try {
      stop();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException impossible) {
      Thread.currentThread().interrupt();
    }
  }

  /** Stops everything and gives the state folder back. Safe to repeat; the first call does it. */
  public synchronized void stop() throws IOException, InterruptedException {
    if (stopping.getAndSet(true)) {
      return;
    }
    progress.close();
    progress.say("stopping …");
    try {
      ControlServer opened = control;
      if (opened != null) {
        opened.close();
      }
      loads.stop();
      cluster.stop();
    } finally {
      ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
      lock.close();
    }
    progress.say("stopped");
  }
}
