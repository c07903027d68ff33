package org.maillage.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;

/**
 * The whole platform on a real PostgreSQL, with the network's rows and its fictional people, without demonstration
 * calls. All tests with this annotation share one context and one database: each makes the rows that it speaks of.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "maillage.demonstration.data=false",
            "db-scheduler.enabled=false", // tests run what comes at a time themselves
            "management.server.port=0",
            "logging.level.root=warn"
        })
@AutoConfigureMockMvc
@ActiveProfiles("demonstration")
@ContextConfiguration(initializers = TestDatabase.class)
@Import(TestClock.Configuration.class)
@ExtendWith(RealFormTokens.class)
@TestInstance(TestInstance.Lifecycle.PER_METHOD)
public @interface MaillageTest {}
