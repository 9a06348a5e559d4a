package org.meitheal.worker.bundle;

import org.meitheal.protocol.model.BundleListing;
import org.meitheal.protocol.model.BundleShelf;
import org.meitheal.protocol.problem.ProblemException;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The bundles on this worker's disk, by SHA-256. Spring answers ranges of resources. */
@RestController
@RequestMapping("/v1/bundles/{sha256}")
final class BundleController {
  private final BundleShelf shelf;

  BundleController(BundleShelf shelf) {
    this.shelf = shelf;
  }

  /** Its {@code model.json}, byte for byte. */
  @GetMapping
  ResponseEntity<Resource> manifest(@PathVariable String sha256) {
    byte[] json =
        shelf.find(sha256).map(BundleListing::json).orElseThrow(BundleController::unknownBundle);
    return answer(sha256, MediaType.APPLICATION_JSON, new ByteArrayResource(json));
  }

  @GetMapping("/files/{file}")
  ResponseEntity<Resource> file(@PathVariable String sha256, @PathVariable String file) {
    return shelf
        .file(sha256, file)
        .map(path -> answer(file, MediaType.APPLICATION_OCTET_STREAM, new FileSystemResource(path)))
        .orElseThrow(BundleController::unknownBundle);
  }

  private static ResponseEntity<Resource> answer(String tag, MediaType type, Resource content) {
    return ResponseEntity.ok().eTag(tag).contentType(type).body(content);
  }

  private static ProblemException unknownBundle() {
    return new ProblemException(
        404, "unknown-bundle", false, "no such bundle, or no such file of it, is kept here");
  }
}
