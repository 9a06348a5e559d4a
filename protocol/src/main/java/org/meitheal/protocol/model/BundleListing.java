package org.meitheal.protocol.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.json.ProtocolJson;
import org.meitheal.protocol.model.ModelManifest.LabelFile;
import tools.jackson.core.JacksonException;

/** What a bundle consists of, by its {@code model.json} alone. */
public final class BundleListing {
  private final byte[] json;
  private final String sha256;
  private final ModelManifest manifest;
  private final List<PinnedFile> files;

  /**
   * A file beside the {@code model.json}.
   *
   * @param bytes its size; null where the manifest does not tell (labels)
   */
  public record PinnedFile(String name, String sha256, @Nullable Long bytes) {}

  private BundleListing(byte[] json, ModelManifest manifest, List<PinnedFile> files) {
    this.json = json;
    this.sha256 = Sha256.of(json);
    this.manifest = manifest;
    this.files = List.copyOf(files);
  }

  /**
   * @throws IllegalArgumentException that says why this is no manifest
   */
  public static BundleListing of(byte[] json) {
    ModelManifest manifest = manifest(json);
    List<PinnedFile> files = new ArrayList<>();
    manifest
        .segments()
        .forEach(s -> files.add(new PinnedFile(s.file(), s.sha256(), (Long) s.bytes())));
    LabelFile labels = manifest.labels();
    if (labels != null) {
      files.add(new PinnedFile(labels.file(), labels.sha256(), null));
    }
    checkNames(files);
    return new BundleListing(json.clone(), manifest, files);
  }

  public byte[] json() {
    return json.clone();
  }

  /** The bundle's identity: that of {@link #json}. */
  public String sha256() {
    return sha256;
  }

  public ModelManifest manifest() {
    return manifest;
  }

  public List<PinnedFile> files() {
    return files;
  }

  private static ModelManifest manifest(byte[] json) {
    try {
      ModelManifest manifest = ProtocolJson.MAPPER.readValue(json, ModelManifest.class);
      if (manifest == null) {
        throw new IllegalArgumentException("it is null");
      }
      ManifestCheck.check(manifest);
      return manifest;
    } catch (JacksonException malformed) {
      throw new IllegalArgumentException(malformed.getOriginalMessage(), malformed);
    }
  }

  private static void checkNames(List<PinnedFile> files) {
    Set<String> names = new HashSet<>(Set.of(Bundle.MANIFEST));
    for (PinnedFile file : files) {
      if (!names.add(file.name())) {
        throw new IllegalArgumentException("two files are called " + file.name());
      }
    }
  }
}
