package io.medicaledu.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.NullMarked;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.bind.annotation.RestController;

/** What the modules alone cannot forbid. */
@AnalyzeClasses(packages = "io.medicaledu", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule theContractKnowsNoFramework = noClasses()
            .that()
            .resideInAnyPackage("io.medicaledu.shared", "..api")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "jakarta.persistence..", "tools.jackson..");

    @ArchTest
    static final ArchRule theThreeSidesDoNotKnowEachOther =
            slices().assignedFrom(new SidesOfThePlatform()).should().notDependOnEachOther();

    @ArchTest
    static final ArchRule aggregatesKnowNoDatabase = noClasses()
            .that()
            .areAnnotatedWith(Aggregate.class)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.persistence..", "org.springframework.jdbc..", "java.sql..");

    @ArchTest
    static final ArchRule controllersHoldNoDatabaseLogic = noClasses()
            .that()
            .areAnnotatedWith(RestController.class)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.persistence..", "org.springframework.jdbc..", "org.axonframework..");

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("io.medicaledu.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theSandboxStandsAlone = noClasses()
            .that()
            .resideInAPackage("io.medicaledu.sandbox..")
            .should()
            .dependOnClassesThat(DescribedPredicate.describe(
                    "are the platform's own",
                    type -> type.getPackageName().startsWith("io.medicaledu.")
                            && !type.getPackageName().startsWith("io.medicaledu.sandbox")));

    @ArchTest
    static final ArchRule nothingIsInjectedIntoFields = fields().should().notBeAnnotatedWith(Autowired.class);

    @ArchTest
    static final ArchRule nullnessIsDeclared =
            classes().that().haveSimpleName("package-info").should().beAnnotatedWith(NullMarked.class);
}
