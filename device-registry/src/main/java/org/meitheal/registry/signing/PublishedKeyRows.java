package org.meitheal.registry.signing;

import java.util.List;
import java.util.Optional;
import org.springframework.data.repository.Repository;

interface PublishedKeyRows extends Repository<PublishedKey, String> {
  PublishedKey saveAndFlush(PublishedKey key);

  Optional<PublishedKey> findById(String kid);

  List<PublishedKey> findAllByOrderByPublishedAtDesc();

  List<PublishedKey> findByPublisherOrderByPublishedAtDesc(String publisher);

  void deleteAll(Iterable<? extends PublishedKey> keys);
}
