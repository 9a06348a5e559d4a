package org.meitheal.scheduler.execution;

import org.meitheal.protocol.execution.Receipt;
import org.meitheal.scheduler.lead.LeadAnswer;

/** A lead's answer, in time. */
public record Answer(LeadAnswer.Done done, Receipt receipt) {}
