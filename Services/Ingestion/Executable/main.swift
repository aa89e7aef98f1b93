import Glibc
import IngestionService
import ServiceHost

exit(HostedService(IngestionStages.service).main())
