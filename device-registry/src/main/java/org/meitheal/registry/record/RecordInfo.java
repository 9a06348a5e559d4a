package org.meitheal.registry.record;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.stereotype.Component;

/** Shows in {@code /actuator/info} what became of the rows that were written behind. */
@Component
class RecordInfo implements InfoContributor {
  private final Records records;

  RecordInfo(Records records) {
    this.records = records;
  }

  @Override
  public void contribute(Info.Builder builder) {
    Map<String, Object> queues = new LinkedHashMap<>();
    records.counts().forEach(counts -> queues.put(counts.name(), detail(counts)));
    builder.withDetail("write_behind", queues);
  }

  private static Map<String, Object> detail(WriteBehind.Counts counts) {
    Map<String, Object> detail = new LinkedHashMap<>();
    detail.put("queued", counts.queued());
    detail.put("written", counts.written());
    detail.put("dropped", counts.dropped());
    detail.put("refused", counts.refused());
    detail.put("failing", counts.failing());
    return detail;
  }
}
