package org.meitheal.worker.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.model.Bundle;
import org.meitheal.protocol.model.BundleException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bundles under one folder, and which of them are in memory. */
public final class ModelRepository implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ModelRepository.class);
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

  private final Path folder;
  private final Calibrator calibrator;
  private final Map<String, ServedModel> served = new ConcurrentHashMap<>();
  private final Map<String, ServedModel> calibrating = new ConcurrentHashMap<>();
  private final Map<String, String> failures = new ConcurrentHashMap<>();
  private final ReentrantLock changing = new ReentrantLock();

  /**
   * @param folder one bundle a sub-folder, which has the model's name
   */
  public ModelRepository(Path folder, Calibrator calibrator) {
    this.folder = folder;
    this.calibrator = calibrator;
  }

  /**
   * A bundle, loaded or not.
   *
   * @param version none unless loaded
   * @param reason why it is not loaded; empty when it is
   */
  public record Entry(String name, @Nullable String version, boolean ready, String reason) {}

  /** Loads every bundle; those that cannot be loaded are reported in the index and the log. */
  public void loadAll() {
    for (String name : bundles()) {
      try {
        load(name);
      } catch (ModelLoadException failure) {
        log.atError()
            .addKeyValue("model", name)
            .addKeyValue("reason", String.valueOf(failure.getMessage()))
            .log("cannot load the model");
      }
    }
  }

  /**
   * Loads and calibrates; again from disk, when it was loaded before.
   *
   * @throws ModelLoadException when there is no such bundle, or it is broken
   */
  public void load(String name) throws ModelLoadException {
    changing.lock();
    try {
      ServedModel model = read(name);
      failures.remove(name);
      ServedModel before = served.put(name, model);
      if (before != null) {
        before.unload();
      }
      NativeHeap.trim();
      log.atInfo()
          .addKeyValue("model", name)
          .addKeyValue("nanos_per_multiply_add", model.measuredSpeed().nanosPerMultiplyAdd())
          .log("loaded the model");
    } catch (ModelLoadException failure) {
      if (!failure.missing()) {
        failures.put(name, String.valueOf(failure.getMessage()));
      }
      throw failure;
    } finally {
      calibrating.remove(name);
      changing.unlock();
    }
  }

  /**
   * Waits for its runs to end.
   *
   * @throws UnknownModelException when it is not loaded
   */
  public void unload(String name) {
    changing.lock();
    try {
      ServedModel model = served.remove(name);
      if (model == null) {
        throw new UnknownModelException(name);
      }
      failures.put(name, "unloaded");
      model.unload();
      NativeHeap.trim();
    } finally {
      changing.unlock();
    }
  }

  /**
   * A model that can run now.
   *
   * @param version any, where none is given
   * @throws UnknownModelException when it is not loaded
   */
  public ServedModel find(String name, @Nullable String version) {
    ServedModel model = served.get(name);
    if (model == null) {
      throw new UnknownModelException(name);
    }
    if (version != null && !version.equals(model.manifest().version())) {
      throw new UnknownModelException(name, version);
    }
    return model;
  }

  /** All that are loaded, by name. */
  public List<ServedModel> models() {
    return List.copyOf(new TreeMap<>(served).values());
  }

  /** All that are in memory, by name: also those that are still being timed. */
  public List<HeldModel> held() {
    SortedMap<String, HeldModel> held = new TreeMap<>();
    calibrating.forEach((name, model) -> held.put(name, HeldModel.untimed(model)));
    served.forEach((name, model) -> held.put(name, HeldModel.ready(model)));
    return List.copyOf(held.values());
  }

  /** All bundles, loaded or not, by name. */
  public List<Entry> index() {
    SortedMap<String, Entry> entries = new TreeMap<>();
    for (String name : bundles()) {
      String reason = failures.getOrDefault(name, "not loaded");
      entries.put(name, new Entry(name, null, false, reason));
    }
    served.forEach(
        (name, model) -> entries.put(name, new Entry(name, model.manifest().version(), true, "")));
    return List.copyOf(entries.values());
  }

  @Override
  public void close() {
    served.values().forEach(ServedModel::unload);
    served.clear();
  }

  private ServedModel read(String name) throws ModelLoadException {
    if (!NAME.matcher(name).matches() || !Files.isDirectory(folder.resolve(name))) {
      throw new ModelLoadException("there is no bundle '" + name + "'", true, null);
    }
    try {
      Bundle bundle = Bundle.open(folder.resolve(name));
      if (!bundle.manifest().name().equals(name)) {
        throw new ModelLoadException(
            "the bundle in folder '" + name + "' is of another model", false, null);
      }
      return calibrated(name, ServedModel.load(bundle));
    } catch (BundleException | IOException broken) {
      throw new ModelLoadException(String.valueOf(broken.getMessage()), false, broken);
    }
  }

  private ServedModel calibrated(String name, ServedModel model) throws ModelLoadException {
    calibrating.put(name, model);
    try {
      calibrator.calibrate(model);
      return model;
    } catch (ModelLoadException | RuntimeException failure) {
      model.unload();
      throw failure;
    }
  }

  private List<String> bundles() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(folder)) {
      List<String> names = new ArrayList<>();
      children
          .filter(child -> Files.isRegularFile(child.resolve(Bundle.MANIFEST)))
          .forEach(child -> names.add(child.getFileName().toString()));
      names.sort(null);
      return names;
    } catch (IOException unreadable) {
      log.atError().addKeyValue("folder", folder).log("cannot list the models' folder");
      return List.of();
    }
  }
}
