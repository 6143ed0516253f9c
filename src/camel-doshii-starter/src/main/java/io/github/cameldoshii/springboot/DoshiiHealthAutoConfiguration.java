package io.github.cameldoshii.springboot;

import org.apache.camel.CamelContext;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.apache.camel.spring.boot.util.ConditionalOnCamelContextAndAutoConfigurationBeans;
import org.springframework.boot.actuate.autoconfigure.health.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.actuate.health.HealthContributor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;

/** Shows the consumers in Actuator's health, as {@code doshii}; off by {@code management.health.doshii.enabled=false}. */
@AutoConfiguration(after = CamelAutoConfiguration.class)
@ConditionalOnClass({HealthContributor.class, ConditionalOnEnabledHealthIndicator.class})
@Conditional(ConditionalOnCamelContextAndAutoConfigurationBeans.class)
@ConditionalOnEnabledHealthIndicator("doshii")
public class DoshiiHealthAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean(name = "doshiiHealthContributor")
    HealthContributor doshiiHealthContributor(CamelContext context) {
        return new DoshiiHealthContributor(context);
    }
}
