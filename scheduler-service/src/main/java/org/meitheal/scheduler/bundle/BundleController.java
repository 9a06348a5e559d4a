package org.meitheal.scheduler.bundle;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
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

/** The bundles of this site, by SHA-256. Spring answers ranges of resources. */
@RestController
@Tag(name = "Bundles", description = "Models, for workers that lack them")
@RequestMapping("/v1/bundles/{sha256}")
class BundleController {
  private final BundleShelf shelf;

  BundleController(BundleShelf shelf) {
    this.shelf = shelf;
  }

  /** Its {@code model.json}, byte for byte. */
  @GetMapping
  @Operation(summary = "A bundle's model.json, byte for byte; ranges and If-None-Match as usual")
  ResponseEntity<Resource> manifest(@PathVariable String sha256) {
    byte[] json =
        shelf.find(sha256).map(BundleListing::json).orElseThrow(BundleController::unknownBundle);
    return answer(sha256, MediaType.APPLICATION_JSON, new ByteArrayResource(json));
  }

  @GetMapping("/files/{file}")
  @Operation(summary = "One of its files, by the file's SHA-256; with Range, 206 or 416")
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
