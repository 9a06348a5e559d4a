package org.meitheal.worker.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.meitheal.protocol.model.Bundle;
import org.meitheal.protocol.model.BundleListing;
import org.meitheal.protocol.model.BundleListing.PinnedFile;
import org.meitheal.protocol.model.Sha256;

/**
 * One bundle: its manifest, then file after file into a folder beside, which in the end takes its
 * place in one step.
 */
final class BundleFetch {
  private static final int MOST_FILES = 1000;
  private static final long MOST_FILE_BYTES = 1L << 30;
  private static final long MOST_BYTES = 4L << 30;
  private static final int BAD_REQUEST = 400;
  private static final int CONFLICT = 409;
  private static final int TOO_LARGE = 413;
  private static final int NO_SPACE = 507;

  private final String model;
  private final String sha256;
  private final Path part;
  private final Path target;
  private final Sources sources;
  private final TimeLimit time;

  /**
   * @param part where it grows, and stays when it fails; on the same file system as {@code target}
   */
  BundleFetch(
      String model, String sha256, Path part, Path target, Sources sources, TimeLimit time) {
    this.model = model;
    this.sha256 = sha256;
    this.part = part;
    this.target = target;
    this.sources = sources;
    this.time = time;
  }

  void run() throws BundleFetchException, InterruptedException {
    BundleListing listing = listing();
    check(listing);
    try {
      Files.createDirectories(part);
      checkSpace(listing);
      for (PinnedFile file : listing.files()) {
        new FileFetch(sha256, file, part, sources, time).run();
      }
      Files.write(part.resolve(Bundle.MANIFEST), listing.json());
      takePlace();
    } catch (IOException unwritable) {
      throw new BundleFetchException(
          NO_SPACE, "cannot keep the bundle on disk: " + unwritable.getMessage(), unwritable);
    }
  }

  private BundleListing listing() throws BundleFetchException, InterruptedException {
    while (true) {
      time.check();
      BundleSource source = sources.current();
      try {
        byte[] json = source.manifest(sha256);
        if (Sha256.of(json).equals(sha256)) {
          return BundleListing.of(json);
        }
        throw new SourceException(
            SourceException.Kind.WRONG, "its model.json is not that of the bundle");
      } catch (SourceException failure) {
        sources.failed(source, failure);
      } catch (IllegalArgumentException noManifest) {
        throw new BundleFetchException(
            BAD_REQUEST, "the bundle's model.json is unusable: " + noManifest.getMessage());
      }
    }
  }

  private void check(BundleListing listing) throws BundleFetchException {
    if (!listing.manifest().name().equals(model)) {
      throw new BundleFetchException(
          BAD_REQUEST, "the bundle is of model '%s'".formatted(listing.manifest().name()));
    }
    boolean fits =
        listing.files().size() <= MOST_FILES
            && listing.files().stream().allMatch(file -> bytes(file) <= MOST_FILE_BYTES)
            && allBytes(listing) <= MOST_BYTES;
    if (!fits) {
      throw new BundleFetchException(
          TOO_LARGE, "the bundle has more than 1000 files, 4 GB, or 1 GB in one file");
    }
  }

  private void checkSpace(BundleListing listing) throws BundleFetchException, IOException {
    if (Files.getFileStore(part).getUsableSpace() < allBytes(listing)) {
      throw new BundleFetchException(
          NO_SPACE, "the disk has no %d bytes left".formatted(allBytes(listing)));
    }
  }

  /** At most a thousand files of a gigabyte are added up: no overflow. */
  private static long allBytes(BundleListing listing) {
    return listing.files().stream().mapToLong(BundleFetch::bytes).sum();
  }

  private static long bytes(PinnedFile file) {
    Long bytes = file.bytes();
    return bytes == null ? Bundle.MAX_LABEL_BYTES : bytes;
  }

  private void takePlace() throws BundleFetchException, IOException {
    if (Files.exists(target)) {
      throw new BundleFetchException(
          CONFLICT, "meanwhile there is another bundle in the folder '%s'".formatted(model));
    }
    Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
  }
}
