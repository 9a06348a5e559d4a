package org.meitheal.protocol.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The bundles in the sub-folders of one folder, by their SHA-256, for others to fetch. A manifest
 * is read again when it has changed. The files are not verified here: who fetches them does that,
 * and must.
 */
public final class BundleShelf {
  private static final int MOST_BUNDLES = 1000;

  private final Path folder;
  private final Map<Path, Read> known = new ConcurrentHashMap<>();

  public BundleShelf(Path folder) {
    this.folder = folder;
  }

  /**
   * A manifest as it was read.
   *
   * @param listing none where it is no manifest
   */
  private record Read(FileTime changed, long bytes, @Nullable BundleListing listing) {
    boolean isOf(BasicFileAttributes now) {
      return now.lastModifiedTime().equals(changed) && now.size() == bytes;
    }
  }

  public Optional<BundleListing> find(String sha256) {
    return folderOf(sha256).flatMap(this::read);
  }

  /** The bundle in one sub-folder, which has the model's name. */
  public Optional<BundleListing> at(String model) {
    return read(folder.resolve(model));
  }

  /** A file that the bundle's manifest names. */
  public Optional<Path> file(String bundle, String sha256) {
    return folderOf(bundle)
        .flatMap(found -> read(found).flatMap(listing -> file(found, listing, sha256)));
  }

  private static Optional<Path> file(Path bundle, BundleListing listing, String sha256) {
    return listing.files().stream()
        .filter(file -> file.sha256().equals(sha256))
        .map(file -> bundle.resolve(file.name()))
        .filter(BundleShelf::isFile)
        .findFirst();
  }

  private Optional<Path> folderOf(String sha256) {
    List<Path> folders = folders();
    known.keySet().retainAll(new HashSet<>(folders));
    return folders.stream()
        .filter(child -> read(child).filter(found -> found.sha256().equals(sha256)).isPresent())
        .findFirst();
  }

  private List<Path> folders() {
    try (Stream<Path> children = Files.list(folder)) {
      return children
          .filter(child -> isFile(child.resolve(Bundle.MANIFEST)))
          .sorted()
          .limit(MOST_BUNDLES)
          .toList();
    } catch (IOException absent) {
      return List.of();
    }
  }

  private Optional<BundleListing> read(Path bundle) {
    Path file = bundle.resolve(Bundle.MANIFEST);
    try {
      BasicFileAttributes now =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      Read before = known.get(bundle);
      if (before == null || !before.isOf(now)) {
        before = new Read(now.lastModifiedTime(), now.size(), listing(file, now));
        known.put(bundle, before);
      }
      return Optional.ofNullable(before.listing());
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  private static @Nullable BundleListing listing(Path file, BasicFileAttributes now)
      throws IOException {
    if (!now.isRegularFile() || now.size() > Bundle.MAX_MANIFEST_BYTES) {
      return null;
    }
    try {
      return BundleListing.of(Files.readAllBytes(file));
    } catch (IllegalArgumentException noManifest) {
      return null;
    }
  }

  private static boolean isFile(Path file) {
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
  }
}
