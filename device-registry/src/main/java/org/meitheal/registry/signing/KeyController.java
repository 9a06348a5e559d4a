package org.meitheal.registry.signing;

import java.util.List;
import java.util.stream.Stream;
import org.meitheal.protocol.identity.AccessToken;
import org.meitheal.protocol.identity.PublicKeys;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/keys")
class KeyController {
  private final SigningKeys signing;
  private final PublishedKeys published;

  KeyController(SigningKeys signing, PublishedKeys published) {
    this.signing = signing;
    this.published = published;
  }

  @GetMapping
  PublicKeys keys() {
    List<PublicKeys.Key> all =
        Stream.concat(signing.published().stream(), published.list().stream()).toList();
    return new PublicKeys(all);
  }

  @PutMapping("/{kid}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void publish(@PathVariable String kid, @RequestBody PublicKeys.Key key, AccessToken caller) {
    published.publish(kid, key, caller.subject());
  }
}
