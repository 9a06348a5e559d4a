package org.meitheal.scheduler.objective;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meitheal.core.slo.Slo;
import org.meitheal.protocol.json.ProtocolJson;
import org.meitheal.protocol.scheduler.ObjectiveSpec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads the objectives that an operator keeps in a file. A mistake in it stops the start. */
final class ObjectivesFile {
  /** A misspelt key would leave out what it was to say. */
  static final JsonMapper STRICT =
      ProtocolJson.MAPPER
          .rebuild()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private ObjectivesFile() {}

  /**
   * @throws IllegalStateException if it cannot be read or makes no sense, with the entry and reason
   */
  static List<Slo> read(@Nullable Path file) {
    if (file == null) {
      return List.of();
    }
    List<Slo> slos = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (ObjectiveSpec spec : specs(file)) {
      Slo slo = slo(file, slos.size(), spec);
      if (!names.add(slo.name())) {
        throw wrong(file, slos.size(), "there is another of the name " + slo.name(), null);
      }
      slos.add(slo);
    }
    if (slos.size() > ObjectiveKeeper.MOST) {
      throw wrong(file, ObjectiveKeeper.MOST, "no more than that many fit", null);
    }
    return slos;
  }

  private static ObjectiveSpec[] specs(Path file) {
    try {
      return STRICT.readValue(Files.readString(file), ObjectiveSpec[].class);
    } catch (IOException unreadable) {
      throw new IllegalStateException(
          "objectives-file " + file + " cannot be read: " + unreadable.getMessage(), unreadable);
    } catch (JacksonException otherForm) {
      throw new IllegalStateException(
          "objectives-file " + file + " is no array of objectives: " + why(otherForm), otherForm);
    }
  }

  private static Slo slo(Path file, int index, @Nullable ObjectiveSpec spec) {
    if (spec == null || spec.name() == null) {
      throw wrong(file, index, "name is missing", null);
    }
    try {
      return spec.toSlo(spec.name());
    } catch (IllegalArgumentException senseless) {
      throw wrong(file, index, String.valueOf(senseless.getMessage()), senseless);
    }
  }

  /** The first line of what the parser says; the rest is where in the source. */
  static String why(JacksonException otherForm) {
    return String.valueOf(otherForm.getOriginalMessage()).lines().findFirst().orElse("");
  }

  private static IllegalStateException wrong(
      Path file, int index, String why, @Nullable Exception cause) {
    return new IllegalStateException(
        "objectives-file %s, entry %d: %s".formatted(file, index + 1, why), cause);
  }
}
