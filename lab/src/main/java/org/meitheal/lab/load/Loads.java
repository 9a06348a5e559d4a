package org.meitheal.lab.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.lab.LoadChoices;
import org.meitheal.protocol.lab.LoadOrder;
import org.meitheal.protocol.lab.LoadStatus;
import org.meitheal.protocol.model.Bundle;

/** The lab's loads: one at a time, and the last one's figures until the next. */
public final class Loads {
  /** So many requests may wait for an answer; each waits for a bounded time. */
  static final int MOST_WAITING = 64;

  private static final int MOST_CHOICES = 100;

  private final Door door;
  private final Path models;
  private final Path photos;
  private final InstantSource clock;
  private final Semaphore places = new Semaphore(MOST_WAITING);
  private @Nullable Load newest;

  /**
   * @param models the folder of bundles
   * @param photos the folder of samples
   */
  public Loads(Door door, Path models, Path photos, InstantSource clock) {
    this.door = door;
    this.models = models;
    this.photos = photos;
    this.clock = clock;
  }

  /**
   * Begins one.
   *
   * @throws IllegalStateException while another is being sent
   * @throws IllegalArgumentException if there is no such model or photo
   * @throws IOException if the photo cannot be read
   */
  public synchronized void start(LoadOrder order, String who) throws IOException {
    if (newest != null && newest.sending()) {
      throw new IllegalStateException("a load is being sent already; stop it first");
    }
    LoadChoices choices = choices();
    require(choices.models(), order.model(), "model");
    require(choices.photos(), order.photo(), "photo");
    byte[] photo = Files.readAllBytes(photos.resolve(order.photo()));
    Load load = new Load(order, who, clock.instant(), door, photo, places);
    newest = load;
    Thread.ofVirtual().name("load").start(load::send);
  }

  private static void require(List<String> known, String name, String what) {
    if (!known.contains(name)) {
      throw new IllegalArgumentException(
          "there is no %s '%s'; there are %s".formatted(what, name, String.join(", ", known)));
    }
  }

  /** Sends nothing more; what was sent is still counted. */
  public synchronized void stop() {
    if (newest != null) {
      newest.stop();
    }
  }

  /** None before the first. */
  public synchronized @Nullable LoadStatus status() {
    return newest == null ? null : newest.status();
  }

  /** What there is now. */
  public LoadChoices choices() {
    return new LoadChoices(
        names(models, folder -> Files.exists(folder.resolve(Bundle.MANIFEST))),
        names(photos, file -> file.toString().matches(".*\\.(jpe?g|png)")));
  }

  private static List<String> names(Path folder, Predicate<Path> wanted) {
    try (Stream<Path> children = Files.list(folder)) {
      return children
          .filter(wanted)
          .map(child -> child.getFileName().toString())
          .sorted()
          .limit(MOST_CHOICES)
          .toList();
    } catch (IOException unreadable) {
      return List.of();
    }
  }
}
