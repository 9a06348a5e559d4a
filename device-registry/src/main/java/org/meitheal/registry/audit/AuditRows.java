package org.meitheal.registry.audit;

import org.springframework.data.repository.Repository;

interface AuditRows extends Repository<AuditEntry, Long> {
  AuditEntry save(AuditEntry entry);
}
