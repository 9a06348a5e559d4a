package org.meitheal.protocol.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import org.meitheal.protocol.json.ProtocolJson;
import org.meitheal.protocol.model.ModelManifest.LabelFile;
import org.meitheal.protocol.model.ModelManifest.Segment;
import tools.jackson.core.JacksonException;

/**
 * A folder with a model: {@code model.json} and the files that it names, all of them verified
 * against their SHA-256 when opened. The SHA-256 of {@code model.json} thereby pins everything.
 */
public final class Bundle {
  public static final String MANIFEST = "model.json";

  /** Of a {@code model.json}, and of labels. */
  public static final int MAX_MANIFEST_BYTES = 4 << 20;

  public static final int MAX_LABEL_BYTES = 4 << 20;

  private final Path folder;
  private final ModelManifest manifest;
  private final String sha256;
  private final List<String> labels;

  private Bundle(Path folder, ModelManifest manifest, String sha256, List<String> labels) {
    this.folder = folder;
    this.manifest = manifest;
    this.sha256 = sha256;
    this.labels = labels;
  }

  /**
   * Reads and verifies. Reads every byte of every file once.
   *
   * @throws BundleException if anything is missing, malformed or changed
   */
  public static Bundle open(Path folder) {
    byte[] json = readSmall(folder, MANIFEST, MAX_MANIFEST_BYTES);
    ModelManifest manifest = manifest(folder, json);
    for (Segment segment : manifest.segments()) {
      verify(folder, segment);
    }
    return new Bundle(folder, manifest, Sha256.of(json), labels(folder, manifest));
  }

  public ModelManifest manifest() {
    return manifest;
  }

  /** Of {@code model.json}, in lower-case hexadecimal. */
  public String sha256() {
    return sha256;
  }

  /** The TorchScript file of one of this bundle's segments. */
  public Path file(Segment segment) {
    return folder.resolve(segment.file());
  }

  /** One for each of the output's values, in their order; none where they are no classes. */
  public List<String> labels() {
    return labels;
  }

  private static ModelManifest manifest(Path folder, byte[] json) {
    try {
      ModelManifest manifest = ProtocolJson.MAPPER.readValue(json, ModelManifest.class);
      if (manifest == null) {
        throw new BundleException(folder, MANIFEST + " is null");
      }
      ManifestCheck.check(manifest);
      return manifest;
    } catch (JacksonException malformed) {
      throw new BundleException(
          folder, MANIFEST + ": " + malformed.getOriginalMessage(), malformed);
    } catch (IllegalArgumentException inconsistent) {
      throw new BundleException(folder, MANIFEST + ": " + inconsistent.getMessage(), inconsistent);
    }
  }

  private static void verify(Path folder, Segment segment) {
    Path file = regularFile(folder, segment.file());
    try {
      if (Files.size(file) != segment.bytes()) {
        throw new BundleException(
            folder, segment.file() + " has " + Files.size(file) + " bytes, not " + segment.bytes());
      }
      requireHash(folder, segment.file(), segment.sha256(), Sha256.of(file));
    } catch (IOException unreadable) {
      throw new BundleException(folder, "cannot read " + segment.file(), unreadable);
    }
  }

  private static List<String> labels(Path folder, ModelManifest manifest) {
    LabelFile named = manifest.labels();
    if (named == null) {
      return List.of();
    }
    String file = named.file();
    byte[] text = readSmall(folder, file, MAX_LABEL_BYTES);
    requireHash(folder, file, named.sha256(), Sha256.of(text));
    List<String> labels =
        new String(text, java.nio.charset.StandardCharsets.UTF_8).lines().toList();
    long expected = manifest.output().shape().getLast();
    if (labels.size() != expected) {
      throw new BundleException(
          folder, file + " has " + labels.size() + " labels for " + expected + " values");
    }
    return labels;
  }

  private static void requireHash(Path folder, String file, String expected, String actual) {
    if (!expected.equals(actual)) {
      throw new BundleException(
          folder, file + " was changed: its SHA-256 is " + actual + ", not " + expected);
    }
  }

  private static byte[] readSmall(Path folder, String name, int maxBytes) {
    Path file = regularFile(folder, name);
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(maxBytes + 1);
      if (bytes.length > maxBytes) {
        throw new BundleException(folder, name + " is larger than " + maxBytes + " bytes");
      }
      return bytes;
    } catch (IOException unreadable) {
      throw new BundleException(folder, "cannot read " + name, unreadable);
    }
  }

  /** Links are not followed: a bundle's files lie in the bundle. */
  private static Path regularFile(Path folder, String name) {
    Path file = folder.resolve(name);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new BundleException(folder, "has no file " + name);
    }
    return file;
  }
}
