package org.meitheal.dashboard.web;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** This service's OpenAPI document: the pages for people, and the stream that keeps them live. */
@RestController
class OpenApiController {
  @GetMapping(path = "/v3/api-docs", produces = MediaType.APPLICATION_JSON_VALUE)
  Resource document() {
    return new ClassPathResource("openapi.json");
  }
}
