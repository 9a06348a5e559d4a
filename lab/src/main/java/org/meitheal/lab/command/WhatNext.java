package org.meitheal.lab.command;

import java.io.IOException;
import org.meitheal.lab.cluster.LabKeys;
import org.meitheal.lab.cluster.LabOptions;
import org.meitheal.lab.cluster.LabPorts;

/** What a newcomer can do with a lab that is up. */
final class WhatNext {
  private WhatNext() {}

  static String text(LabPorts ports, LabKeys keys) throws IOException {
    String door = "http://localhost:" + ports.gateway();
    return """

    Look:  %s/dashboard/sign-in#key=%s

    Ask:   curl --data-binary @%s \\
             -H 'Authorization: Bearer %s' \\
             -H 'Meitheal-Source: device-1' \\
             %s/v1/models/%s/classify

    Change a link: ./meitheal link '*' cloud-1 --rtt 400ms     See all: ./meitheal link
    Or on the dashboard's page Lab, with the operator's key: %s
    Ctrl-C stops everything.
    """
        .formatted(
            door,
            keys.read(LabKeys.VIEWER),
            LabOptions.SAMPLE,
            keys.read(LabKeys.CLIENT),
            door,
            LabOptions.MODEL,
            keys.file(LabKeys.OPERATOR));
  }
}
