import ExtractionService
import Glibc
import ServiceHost

exit(HostedService(ExtractionStages.service).main())
