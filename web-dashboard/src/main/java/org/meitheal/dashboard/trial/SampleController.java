package org.meitheal.dashboard.trial;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** The sample photos themselves, to look at before one is sent. */
@RestController
class SampleController {
  private static final Duration KEPT = Duration.ofHours(1);

  private final Samples samples;

  SampleController(Samples samples) {
    this.samples = samples;
  }

  @GetMapping("/try/samples/{name}")
  ResponseEntity<Resource> photo(@PathVariable String name) {
    Path file =
        samples.find(name).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    boolean png = name.toLowerCase(Locale.ROOT).endsWith(".png");
    return ResponseEntity.ok()
        .contentType(png ? MediaType.IMAGE_PNG : MediaType.IMAGE_JPEG)
        .cacheControl(CacheControl.maxAge(KEPT).cachePrivate())
        .body(new FileSystemResource(file));
  }
}
