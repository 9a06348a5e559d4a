package org.meitheal.dashboard.lab;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.meitheal.dashboard.settings.DashboardSettings;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;

/** Only where a lab runs this dashboard; elsewhere there is nothing of it. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ConditionalOnProperty(DashboardSettings.LAB_CONTROL_FILE)
@interface WhereALabRuns {}
